import threading

t = threading.Thread(target=print, args=("ran",))
for action in (lambda: t.join(), lambda: threading.current_thread().join(), lambda: threading.Thread(5)):
    try:
        action()
    except (RuntimeError, AssertionError) as error:
        print(type(error).__name__, error)
t.start()
t.join()
try:
    t.start()
except RuntimeError as error:
    print(error)
try:
    t.daemon = True
    print("daemon set")
except RuntimeError as error:
    print(error)

# expect: RuntimeError cannot join thread before it is started
# expect: RuntimeError cannot join current thread
# expect: AssertionError group argument must be None for now
# expect: ran
# expect: threads can only be started once
# expect: cannot set daemon status of active thread
