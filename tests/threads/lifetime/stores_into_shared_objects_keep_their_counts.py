import threading


class Thing:
    __slots__ = ("member", "__dict__")


class Token:
    made = []  # one entry for each that is alive

    def __init__(self):
        Token.made.append(None)

    def __del__(self):
        Token.made.pop()


thing, items = Thing(), [None] * 4
thing.member = thing.name = None
common = [Token() for _ in range(4)]


def store(i):
    for n in range(1500):
        token = common[n & 3] if n % 3 else Token()
        thing.member = token
        thing.name = token
        items[n & 3] = token
        thing.member = n
        thing.name = thing.member
        items[i] = thing.name
        if n % 100 == i:
            setattr(thing, "member", token)
            setattr(thing, "name", token)
            items.__setitem__(0, token)


threads = [threading.Thread(target=store, args=(i,)) for i in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(type(thing.member) in (int, Token), len(items))
thing.member = thing.name = None
items[:] = []
common.clear()
print(len(Token.made))

# expect: True 4
# expect: 0
