# judged: order
# says: Lock order: 5 threads took 5 locks in a circle
import threading

locks = [threading.Lock() for _ in range(5)]


def take(n, event, then):
    event.wait()
    with locks[n]:
        with locks[(n + 1) % 5]:
            pass
    then.set()


events = [threading.Event() for _ in range(6)]
threads = [threading.Thread(target=take, args=(n, events[n], events[n + 1])) for n in range(5)]
for t in threads:
    t.start()
events[0].set()
for t in threads:
    t.join()
