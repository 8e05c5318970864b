import heapq

h = []
for x in [5, 1, 4, 2, 3]:
    heapq.heappush(h, x)
print(h[0], [heapq.heappop(h) for _ in range(5)], h)
h = [9, 7, 8, 1]
heapq.heapify(h)
print(h[0], heapq.heapreplace(h, 0), heapq.heappushpop(h, -1), heapq.nsmallest(2, [3, 1, 2]))
print(heapq.nlargest(2, "hello"), heapq.nsmallest(1, [-3, 2], key=abs))
print(list(heapq.merge([1, 4], [2, 3])))
try:
    heapq.heappop([])
except IndexError as error:
    print(error)

# expect: 1 [1, 2, 3, 4, 5] []
# expect: 1 1 -1 [1, 2]
# expect: ['o', 'l'] [2]
# expect: [1, 2, 3, 4]
# expect: index out of range
