# A big heap is marked by several threads; the child of a fork collects with helpers of its own.
import gc
import os

nodes = [[n, []] for n in range(150000)]
for n, node in enumerate(nodes):
    node[1].append(nodes[n * 7 % len(nodes)])
for _ in range(3):
    gc.collect()
reading, writing = os.pipe()
child = os.fork()
if child == 0:
    for _ in range(3):
        gc.collect()
    kept = nodes[5]
    before = kept[1][0][0]
    del nodes, node
    found = gc.collect() > 100000 and kept[1][0][0] == before
    os.write(writing, b"collected" if found else b"wrong")
    os._exit(0)
print(os.read(reading, 100).decode(), os.waitpid(child, 0)[1])
gc.collect()
print(all(node[0] == n and node[1][0] is nodes[n * 7 % len(nodes)] for n, node in enumerate(nodes)))

# expect: collected 0
# expect: True
