import threading

items = list(range(4000))
popped = []


def pop():
    while True:
        try:
            popped.append(items.pop())
        except IndexError:
            return


threads = [threading.Thread(target=pop) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(sorted(popped) == list(range(4000)), items)

# expect: True []
