import threading

barrier = threading.Barrier(3, action=lambda: log.append("all here"))
log = []
order = []


def work():
    order.append(barrier.wait())


threads = [threading.Thread(target=work) for _ in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
print(sorted(order), log, barrier.parties, barrier.broken)
barrier.abort()
try:
    barrier.wait()
except threading.BrokenBarrierError:
    print("broken")

# expect: [0, 1, 2] ['all here'] 3 False
# expect: broken
