import sys, threading
entered, leave = threading.Event(), threading.Event()
def wait():
    x = 1
    entered.set()
    leave.wait()
def body():
    wait()
thread = threading.Thread(target=body)
thread.start()
entered.wait()
for _ in range(1000):
    frame, lines = sys._current_frames()[thread.ident], {}
    while frame:
        lines[frame.f_code.co_name] = frame.f_lineno
        frame = frame.f_back
    if lines["wait"] - wait.__code__.co_firstlineno == 3:
        break
print(lines["wait"] - wait.__code__.co_firstlineno, lines["body"] - body.__code__.co_firstlineno)
leave.set()
thread.join()

# expect: 3 1
