# A profiler sees the calls of all threads, also of those that start later; before 3.12, of its own.
import cProfile
import pstats
import threading


def work(target, start=None):
    if start:
        start.wait()
    for i in range(100):
        target.insert(0, i)


lists = [[] for _ in range(4)]
start = threading.Event()
early = threading.Thread(target=work, args=(lists[0], start))
early.start()
profiler = cProfile.Profile()
with profiler:
    start.set()
    later = [threading.Thread(target=work, args=(each,)) for each in lists[1:]]
    for thread in later:
        thread.start()
    for thread in later + [early]:
        thread.join()
    work([])
after = threading.Thread(target=work, args=([],))
after.start()
after.join()
rows = pstats.Stats(profiler).stats
for (_, _, name), (_, calls, *_) in rows.items():
    if name == "<method 'insert' of 'list' objects>":
        print(name, calls)

# expect-before-3.12: <method 'insert' of 'list' objects> 100
# expect-since-3.12: <method 'insert' of 'list' objects> 500
