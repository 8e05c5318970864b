# In the child of a fork that a thread has called, the main thread has ended: it can be joined.
import os
import sys
import threading
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
main = threading.current_thread()


def worker():
    child = os.fork()
    if child:
        print("status", os.waitpid(child, 0)[1])
        return
    main.join()
    print("main thread alive:", main.is_alive(), "- threads:", threading.active_count())
    joiner = threading.Thread(target=main.join)
    joiner.start()
    joiner.join()
    grandchild = os.fork()
    if grandchild:
        os.waitpid(grandchild, 0)
    else:
        print("thread of the grandchild alive:", threading.current_thread().is_alive())
    sys.stdout.flush()
    os._exit(0)


sys.stdout.flush()
w = threading.Thread(target=worker)
w.start()
w.join()
print("main thread alive:", main.is_alive())

# expect: main thread alive: False - threads: 1
# expect: thread of the grandchild alive: True
# expect: main thread alive: False - threads: 1
# expect: status 0
# expect: main thread alive: True
