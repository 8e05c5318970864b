import threading

table = dict.fromkeys(range(2000))
popped = []


def pop():
    while True:
        try:
            popped.append(table.popitem()[0])
        except KeyError:
            return


threads = [threading.Thread(target=pop) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(sorted(popped) == list(range(2000)), table)

# expect: True {}
