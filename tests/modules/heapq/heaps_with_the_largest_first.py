# 3.14 has them as public functions, older ones have some under other names; what they say is what the smallest-first ones say of negated items.
import heapq
import random


def negated(function):
    def call(heap, *items):
        mirrored = [-item for item in heap]
        result = function(mirrored, *(-item for item in items))
        heap[:] = [-item for item in mirrored]
        return None if result is None else -result
    return call


heappush_max = getattr(heapq, "heappush_max", negated(heapq.heappush))
heappop_max = getattr(heapq, "heappop_max", negated(heapq.heappop))
heappushpop_max = getattr(heapq, "heappushpop_max", negated(heapq.heappushpop))
heapreplace_max = getattr(heapq, "heapreplace_max", negated(heapq.heapreplace))
heapify_max = getattr(heapq, "heapify_max", negated(heapq.heapify))

numbers = random.Random(5)
heap = [numbers.randrange(100) for _ in range(30)]
heapify_max(heap)
print(heap[0], all(heap[(n - 1) // 2] >= heap[n] for n in range(1, len(heap))), heappushpop_max(heap, 1000), heappushpop_max(heap, -1), heapreplace_max(heap, 7))
heappush_max(heap, 500)
print(heap[0], [heappop_max(heap) for _ in range(len(heap))])
for call in (lambda: heappop_max([]), lambda: heapreplace_max([], 1), lambda: heappushpop_max([], 1)):
    try:
        print(call())
    except IndexError as error:
        print(error)


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if self.n == 13 or other.n == 13:
            raise ValueError("unlucky")
        return self.n < other.n


# Older names, which the library's merge() and nsmallest() use.
for names, expected in ((("_heapify_max", "heapify_max"), None), (("_heappop_max", "heappop_max"), 3), (("_heapreplace_max", "heapreplace_max"), 2)):
    function = next(getattr(heapq, name) for name in names if hasattr(heapq, name))
    heap = [2, 1, 0] if expected == 2 else [3, 1, 2] if expected else [1, 3, 2]
    result = function(heap, 5) if expected == 2 else function(heap)
    print(result == expected, heap[0])
print(list(heapq.merge([3, 1], [2], reverse=True)), heapq.nsmallest(2, [5, 3, 9]), heapq.nlargest(2, [5, 3, 9]))
for wrong in (lambda: heapq._heapify_max("x"), lambda: heapq._heappop_max(()), lambda: heapq._heapify_max([Item(1), Item(13)])):
    try:
        wrong()
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__)

# expect: 99 True 1000 99 94
# expect: 500 [500, 94, 93, 88, 83, 83, 79, 73, 69, 67, 60, 59, 52, 48, 47, 45, 35, 32, 31, 31, 31, 27, 23, 20, 14, 13, 7, 6, 3, 1, -1]
# expect: index out of range
# expect: index out of range
# expect: 1
# expect: True 3
# expect: True 2
# expect: True 5
# expect: [3, 2, 1] [3, 5] [9, 5]
# expect: TypeError
# expect: TypeError
# expect: ValueError
