# fails: 1
# The consumer looks at the length, and another consumer takes the item.
import threading

items = [1]


def take():
    if items:
        items.pop()


threads = [threading.Thread(target=take) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
