import threading
import weakref


class Node:
    def __init__(self):
        self.value = (self.__class__, "value")


current = [weakref.ref(Node())]
stop = threading.Event()
wrong = []


def look():
    while not stop.is_set():
        node = current[0]()
        if node is not None and node.value != (Node, "value"):
            wrong.append(node)


threads = [threading.Thread(target=look) for _ in range(3)]
[t.start() for t in threads]
for _ in range(3000):
    node = Node()
    current[0] = weakref.ref(node)
    del node
stop.set()
[t.join() for t in threads]
print(wrong)

# expect: []
