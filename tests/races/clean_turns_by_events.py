# no race
# explore
import threading

ping, pong, rally = threading.Event(), threading.Event(), []


def answer():
    for _ in range(10):
        ping.wait()
        ping.clear()
        rally[-1] += "o"
        pong.set()


thread = threading.Thread(target=answer)
thread.start()
for _ in range(10):
    rally.append("p")
    ping.set()
    pong.wait()
    pong.clear()
    rally[-1] += "!"
thread.join()
assert rally == ["po!"] * 10
