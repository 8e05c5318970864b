# What is put on a heap that other threads see may be used by them, also if it was the argument of a function that puts it there.
import heapq
import threading

try:
    from refscope import of
except ImportError:  # no other interpreter tells objects of one thread from those of all
    of = None

threading.Thread(target=int).start()
heap = []


def push(item):
    heapq.heappush(heap, item)


def replace(item):
    heapq.heapreplace(heap, item)


def push_and_pop(item):
    heapq.heappushpop(heap, item)


def check(put):
    put((len(heap), "made here"))
    print(put.__name__, of is None or all(of(item).published == of(heap).published for item in list(heap)))


check(push)
check(replace)
check(push_and_pop)

# expect: push True
# expect: replace True
# expect: push_and_pop True
