import sys
import threading

ready, done = threading.Event(), threading.Event()


def run(argument):
    local = [argument, "local"]
    ready.set()
    done.wait()
    return local


thread = threading.Thread(target=run, args=("argument",))
thread.start()
ready.wait()
frame = sys._current_frames()[thread.ident]
names = []
while frame is not None:
    if frame.f_code is run.__code__:
        names.append((frame.f_code.co_name, frame.f_locals["argument"], frame.f_locals["local"], frame.f_lineno > 0))
    frame = frame.f_back
print(names)
done.set()
thread.join()

# expect: [('run', 'argument', ['argument', 'local'], True)]
