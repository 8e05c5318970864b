# judged: order
# says: Lock order: 3 threads took 3 locks in a circle
# says: philosopher 0 took the Lock made at \S+philosophers\.py:8 at
# says: philosopher 1 took the Lock made at \S+philosophers\.py:8 \(2nd\) at
# says: philosopher 2 took the Lock made at \S+philosophers\.py:8 \(3rd\) at
import threading

forks = [threading.Lock() for _ in range(3)]
turns = [threading.Event() for _ in range(4)]


def dine(n):
    turns[n].wait()
    with forks[n], forks[(n + 1) % 3]:
        pass
    turns[n + 1].set()


threads = [threading.Thread(target=dine, args=(n,), name=f"philosopher {n}") for n in range(3)]
for t in threads:
    t.start()
turns[0].set()
for t in threads:
    t.join()
