# Who has joined a thread finds it gone: counted no more, and a fork that follows is the fork of a program with one thread.
import _thread
import os
import threading

wrong = 0
for i in range(300):
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    wrong += _thread._count() != 0 or threading.active_count() != 1
print(wrong)
pid = os.fork()
if pid == 0:
    os._exit(0 if _thread._count() == 0 and threading.active_count() == 1 else 1)
print(os.waitpid(pid, 0)[1])

# The lock that older libraries wait for is released last of all.
gone = 0
for i in range(300):
    ready = threading.Event()
    locks = []

    def run():
        locks.append(_thread._set_sentinel() if hasattr(_thread, "_set_sentinel") else None)
        if locks[0]:
            locks[0].acquire()
        ready.set()

    _thread.start_new_thread(run, ())
    ready.wait()
    if locks[0]:
        locks[0].acquire()
        gone += _thread._count() == 0
    else:
        gone += 1
print(gone)

# expect: 0
# expect: 0
# expect: 300
