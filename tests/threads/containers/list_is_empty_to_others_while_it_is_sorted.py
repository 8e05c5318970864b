import threading

items = [3, 1, 2]
seen = []


def key(value):
    thread = threading.Thread(target=lambda: seen.append(list(items)))
    thread.start()
    thread.join()
    return value


items.sort(key=key)
print(seen, items)


def interfere(value):
    thread = threading.Thread(target=items.append, args=(9,))
    thread.start()
    thread.join()
    return value


try:
    items.sort(key=interfere)
except ValueError as error:
    print(error)
print(items)

# expect: [[], [], []] [1, 2, 3]
# expect: list modified during sort
# expect: [1, 2, 3]
