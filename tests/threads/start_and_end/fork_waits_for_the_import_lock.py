"""A fork takes the lock around imports: the child finds what it guards as a whole, and can import."""

import _imp
import os
import sys
import threading
import time


def child(check):
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(0 if check() else 1)
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def importer():
    _imp.acquire_lock()
    sys.modules["halves"] = "one half"
    started.set()
    time.sleep(0.05)
    sys.modules["halves"] = "both halves"
    _imp.release_lock()


def in_child():
    import colorsys
    _imp.acquire_lock()
    _imp.release_lock()
    return __import__("halves") == "both halves" and colorsys.rgb_to_hsv(0, 0, 0) and not _imp.lock_held()


started = threading.Event()
thread = threading.Thread(target=importer)
thread.start()
started.wait()
print("child", child(in_child))
thread.join()

# Whoever has it when it forks has it on both sides.
_imp.acquire_lock()
print("held", child(lambda: _imp.lock_held() and _imp.release_lock() is None and not _imp.lock_held()), _imp.lock_held())
_imp.release_lock()

# Often, beside threads that import.
stop = threading.Event()


def import_again_and_again():
    while not stop.is_set():
        sys.modules.pop("this_is_no_module", None)
        try:
            import this_is_no_module
        except ImportError:
            pass


threads = [threading.Thread(target=import_again_and_again) for _ in range(2)]
for thread in threads:
    thread.start()


def import_in_child():
    import bisect
    try:
        import neither_is_this
    except ImportError:
        return True


print("beside imports", {child(import_in_child) for _ in range(20)})
stop.set()
for thread in threads:
    thread.join()
print(_imp.lock_held())

# expect: child 0
# expect: held 0 True
# expect: beside imports {0}
# expect: False
