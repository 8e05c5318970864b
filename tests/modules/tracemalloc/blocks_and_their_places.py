# Which blocks are traced, where they were made, and when they are forgotten.
import gc
import threading
import tracemalloc
import _tracemalloc


def refused(action, *arguments):
    try:
        return action(*arguments)
    except Exception as error:
        return type(error).__name__


print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory(), tracemalloc.get_object_traceback([]), _tracemalloc._get_traces())
tracemalloc.clear_traces(), tracemalloc.reset_peak(), tracemalloc.stop()
print(refused(tracemalloc.start, 0), refused(tracemalloc.start, -1), refused(tracemalloc.start, 65536), refused(tracemalloc.start, "x"),
      refused(tracemalloc.take_snapshot), refused(_tracemalloc._get_object_traceback))
tracemalloc.start(10)
tracemalloc.start(3)
print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit(), tracemalloc.get_tracemalloc_memory() > 0)


def make(size):
    return bytes(size)


def make_many():
    return [make(5000) for _ in range(100)]


before = tracemalloc.get_traced_memory()[0]
many = make_many()
now, peak = tracemalloc.get_traced_memory()
print(500000 < now - before < 600000, peak >= now)
place = tracemalloc.get_object_traceback(many[7])
lines = [frame.lineno for frame in place]
print(lines[-1] == make.__code__.co_firstlineno + 1, make_many.__code__.co_firstlineno + 1 in lines,
      place[0].filename == __file__)
snapshot = tracemalloc.take_snapshot()
top = snapshot.statistics("lineno")[0]
print(top.traceback[0].lineno == make.__code__.co_firstlineno + 1, top.count >= 100, top.size >= 500000)
print({trace[0] for trace in _tracemalloc._get_traces()})
del many, snapshot, top
print(tracemalloc.get_traced_memory()[0] - before < 300000, tracemalloc.get_traced_memory()[1] >= 500000)
tracemalloc.reset_peak()
print(tracemalloc.get_traced_memory()[1] < peak)

kinds = [list(range(1000)), bytearray(100000), "x" * len(lines) * 3000, set(range(1000)), object()]
print([tracemalloc.get_object_traceback(x) is not None for x in kinds])
grown = []
for i in range(10000):
    grown.append(i)
half = tracemalloc.get_traced_memory()[0]
del grown[:], kinds
grown = None
print(half - tracemalloc.get_traced_memory()[0] > 80000)

found = []


def work():
    mine = [bytearray(2000) for _ in range(200)]
    found.append(tracemalloc.get_object_traceback(mine[5])[-1].lineno)
    kept.append(mine)


kept = []
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(set(found) == {work.__code__.co_firstlineno + 1}, tracemalloc.get_traced_memory()[0] > 4 * 200 * 2000)
with_threads = tracemalloc.get_traced_memory()[0]
kept.clear()
gc.collect()  # what other threads made may end a little later
print(with_threads - tracemalloc.get_traced_memory()[0] > 3 * 200 * 2000)
old = bytes(3000)
tracemalloc.clear_traces()
print(tracemalloc.get_traced_memory()[0] < 3000, tracemalloc.get_object_traceback(old))
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory(), tracemalloc.get_object_traceback(old))
old = None
for _ in range(3):
    tracemalloc.start()
    new = [[] for _ in range(1000)]
    tracemalloc.stop()
    new = [[] for _ in range(1000)]
print(len(new), tracemalloc.get_traceback_limit())

# expect: False (0, 0) None []
# expect: ValueError ValueError ValueError TypeError RuntimeError TypeError
# expect: True 10 True
# expect: True True
# expect: True True True
# expect: True True True
# expect: {0}
# expect: True True
# expect: True
# expect: [True, True, True, True, True]
# expect: True
# expect: True True
# expect: True
# expect: True None
# expect: False (0, 0) None
# expect: 1000 1
