# A parent that forks while other threads run is warned. Up to 3.11 it was not.
import os
import sys
import threading
import warnings

if sys.version_info < (3, 12):
    sys.exit()


def forked(function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = function()
        pid = result[0] if isinstance(result, tuple) else result
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
    return [(w.category.__name__, str(w.message).replace(str(os.getpid()), "PID")) for w in caught]


for function in os.fork, os.forkpty:
    release = threading.Event()
    thread = threading.Thread(target=release.wait)
    thread.start()
    print(forked(function))
    release.set()
    thread.join()
    print(forked(function))

# expect-since-3.12: [('DeprecationWarning', 'This process (pid=PID) is multi-threaded, use of fork() may lead to deadlocks in the child.')]
# expect-since-3.12: []
# expect-since-3.12: [('DeprecationWarning', 'This process (pid=PID) is multi-threaded, use of forkpty() may lead to deadlocks in the child.')]
# expect-since-3.12: []
