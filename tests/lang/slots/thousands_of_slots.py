# Slots that lie far behind the beginning of their objects, at places where the code has seen one class, or two.
names = [f"s{number:04}" for number in range(8400)]


class First:
    __slots__ = names


class Second:
    __slots__ = names


class Few:
    __slots__ = ["s8399", "s0207"]


def read(thing):
    return thing.s8399


def write(thing, value):
    thing.s8399 = value


def update(thing):
    thing.s8399 += 1


def call(thing):
    return thing.s8399()


things = [First(), Second(), Few()]
for thing in things:
    thing.s0207 = "another slot"
    thing.s8399 = 0

for several in [things[:1], things[:2], things, things[::-1], things[2:], things[1:]]:
    for turn in range(100):
        for thing in several:
            write(thing, turn)
            update(thing)
            if read(thing) != turn + 1 or thing.s0207 != "another slot":
                print(type(thing).__name__, turn, read(thing), thing.s0207)
    print([read(thing) for thing in things])

for thing in things:
    thing.s8399 = type(thing).__name__.upper
for turn in range(100):
    names = [call(thing) for thing in things]
print(names)

for thing in things:
    del thing.s8399
    try:
        read(thing)
    except AttributeError as error:
        print(error)

# expect: [100, 0, 0]
# expect: [100, 100, 0]
# expect: [100, 100, 100]
# expect: [100, 100, 100]
# expect: [100, 100, 100]
# expect: [100, 100, 100]
# expect: ['FIRST', 'SECOND', 'FEW']
# expect: 'First' object has no attribute 's8399'
# expect: 'Second' object has no attribute 's8399'
# expect: 'Few' object has no attribute 's8399'
