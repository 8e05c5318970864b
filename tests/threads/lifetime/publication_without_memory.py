# A structure that is stored where other threads can find it is made safe for them also when there is no memory for a list of its parts.
# not-under: tsan its own memory grows, too, and the program ends if the limit stops that
import resource
import threading

shared = []


class Node:
    def __init__(self, n):
        self.n, self.parts = n, [n]


wide = [Node(n) for n in range(300_000)]
deep = []
for n in range(200_000):
    deep = [n, deep]
started = threading.Thread(target=lambda: None)
started.start()
started.join()
_, most = resource.getrlimit(resource.RLIMIT_AS)
resource.setrlimit(resource.RLIMIT_AS, (1, most))
shared.append(wide)
shared.append(deep)
resource.setrlimit(resource.RLIMIT_AS, (most, most))
sums = []
reader = threading.Thread(target=lambda: sums.append(sum(node.n + node.parts[0] for node in shared[0])))
reader.start()
reader.join()
print(sums, shared[1][0])
depth = 0
while deep:
    depth, deep = depth + 1, deep[1]
print(depth)

# expect: [89999700000] 199999
# expect: 200000
