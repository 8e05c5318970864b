import threading


class Thing:
    __slots__ = ("slot", "__dict__")


things = [Thing() for _ in range(300)]
for thing in things:
    thing.slot = thing.name = 1
deleted = []


def delete(name):
    for thing in things:
        try:
            delattr(thing, name)
            deleted.append(name)
        except AttributeError:
            pass


threads = [threading.Thread(target=delete, args=(name,)) for name in ("slot", "name") * 2]
[t.start() for t in threads]
[t.join() for t in threads]
print(deleted.count("slot"), deleted.count("name"))

# expect: 300 300
