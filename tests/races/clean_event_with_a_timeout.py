# no race
# explore
import threading

ready, result = threading.Event(), None


def compute():
    global result
    result = [1]
    result[0] = 42
    ready.set()


thread = threading.Thread(target=compute)
thread.start()
while not ready.wait(0.001):
    pass
assert result[0] == 42
thread.join()
