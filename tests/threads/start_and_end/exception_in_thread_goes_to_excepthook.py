import io
import sys
import threading


def hook(args):
    print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = hook
t = threading.Thread(target=lambda: 1 / 0, name="worker")
t.start()
t.join()
print("main goes on", t.is_alive())

# The default hook writes to what sys.stderr was when the thread was made, if that is gone.
threading.excepthook = threading.__excepthook__
go_on = threading.Event()


def wait_and_fail():
    go_on.wait()
    1 / 0


old, sys.stderr = sys.stderr, io.StringIO()
kept = sys.stderr
t = threading.Thread(target=wait_and_fail, name="kept")
t.start()
sys.stderr = None
t2 = threading.Thread(target=wait_and_fail, name="silent")
t2.start()
go_on.set()
t.join()
t2.join()
for thread in (None, "no thread"):
    try:
        print(threading.excepthook(threading.ExceptHookArgs((ValueError, ValueError("x"), None, thread))))
    except AttributeError as e:
        print(e)
sys.stderr = old
lines = kept.getvalue().splitlines()
print(lines[0], len([line for line in lines if line.startswith("Exception in")]))

# expect: hook ZeroDivisionError division by zero worker
# expect: main goes on False
# expect: None
# expect: 'str' object has no attribute '_stderr'
# expect: Exception in thread kept: 1
