# Iterators of C that are awaited: the result is the value of the StopIteration.
import awaits


def drive(coroutine):
    seen = []
    while True:
        try:
            seen.append(coroutine.send(None))
        except StopIteration as stop:
            return seen, stop.value


async def wait(*arguments):
    return await awaits.Steps(*arguments)


def delegate(*arguments):
    return (yield from awaits.Steps(*arguments))


for way in wait, delegate:
    print([drive(way(*arguments)) for arguments in ((0,), (2,), (0, "at once"), (2, "later"), (1, None), (1, (1, 2)))])
print(list(awaits.Steps(3, "dropped")), next(awaits.Steps(0, "value"), "default"))
try:
    next(awaits.Steps(0, "value"))
except StopIteration as stop:
    print(repr(stop))
print(awaits.slots_of(awaits.Steps), awaits.slots_of(type((n for n in ())))[:2], awaits.slots_of(int)[:2])
for x in awaits.Steps(2, "dropped"):
    print(x)
else:
    print("end")

# expect: [([], None), ([2, 1], None), ([], 'at once'), ([2, 1], 'later'), ([1], None), ([1], (1, 2))]
# expect: [([], None), ([2, 1], None), ([], 'at once'), ([2, 1], 'later'), ([1], None), ([1], (1, 2))]
# expect: [3, 2, 1] default
# expect: StopIteration('value')
# expect: [True, True, True, False, False, True] [True, False] [False, False]
# expect: 2
# expect: 1
# expect: end
