# no race
# The lock is a gate: who waits at it takes it, another thread opens it, and what that one did before is ordered.
import threading

gate, back = threading.Lock(), threading.Lock()
gate.acquire()
back.acquire()
message = ""


def answer():
    global message
    for _ in range(50):
        gate.acquire()
        message += "b"
        back.release()


thread = threading.Thread(target=answer)
thread.start()
for _ in range(50):
    message += "a"
    gate.release()
    back.acquire()
thread.join()
assert message == "ab" * 50, message
