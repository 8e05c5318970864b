# An ended thread is kept for the next one to start, for two seconds. A fork's child forgets such threads.
import os
import sys
import threading
import time

for _ in range(3):
    threads = [threading.Thread(target=time.sleep, args=(0.01,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time.sleep(2.5)  # now they have ended; ThreadSanitizer reports nothing in the child of a process that has more threads than one
    child = os.fork()
    if child == 0:
        thread = threading.Thread(target=print, args=("the child's own",), kwargs={"flush": True})
        thread.start()
        thread.join()
        sys.exit()
    print(os.waitpid(child, 0)[1], flush=True)

# expect: the child's own
# expect: 0
# expect: the child's own
# expect: 0
# expect: the child's own
# expect: 0
