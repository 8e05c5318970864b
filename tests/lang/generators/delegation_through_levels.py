# yield from and await through several levels: values, results, sends, throws and errors at every level, and what can be seen meanwhile.
import sys
import traceback


class Node:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child
        return ("end of", self.value)

    def walk(self):
        depth = 0
        yield self.value
        for child in self.children:
            depth = max(depth, (yield from child.walk()))
        return depth + 1


tree = Node(1, Node(2, Node(3), Node(4, Node(5))), Node(6))
print(list(tree), sum(tree), max(x for x in tree))


def results(node):
    depth = yield from node.walk()
    yield f"depth {depth}"


print(list(results(tree)))


def inner():
    received = []
    try:
        while len(received) < 3:
            received.append((yield len(received)))
    except KeyError as error:
        received.append(("caught", error.args))
        yield "after the error"
    finally:
        received.append("closed")
    return received


def middle():
    result = yield from inner()
    return "middle", result


def outer():
    return "outer", (yield from middle())


def drive(*actions):
    g = outer()
    seen = []
    for action in actions:
        try:
            seen.append(action(g))
        except StopIteration as stop:
            seen.append(("stopped", stop.value))
        except Exception as error:
            seen.append(repr(error))
    return seen


print(drive(next, next, next, next, next))
print(drive(next, lambda g: g.send("a"), next, lambda g: g.send("b"), next))
print(drive(next, lambda g: g.throw(KeyError("k")), next, next))
print(drive(next, lambda g: g.throw(ValueError("v")), next))
print(drive(next, lambda g: g.gi_yieldfrom.gi_yieldfrom.gi_code.co_name, lambda g: g.gi_running, lambda g: g.close(), next))
print(drive(lambda g: g.send("too early"), next))


def fails(n):
    if n == 0:
        yield "here"
        raise LookupError("deep")
    yield from fails(n - 1)


def frames(n):
    if n == 0:
        yield [sys._getframe(i).f_code.co_name for i in range(4)]
        return
    yield from frames(n - 1)


print(next(frames(2)), list(frames(3)))
g = fails(3)
print(next(g))
try:
    next(g)
except LookupError as error:
    print([(f.name, f.line) for f in traceback.extract_tb(error.__traceback__)])


def stops():
    yield 1
    raise StopIteration("wrong")


def through():
    yield from stops()


try:
    print(list(through()))
except RuntimeError as error:
    print(error, repr(error.__cause__))


def itself():
    yield 1
    yield from me


me = itself()
print(next(me))
try:
    next(me)
except ValueError as error:
    print(error)


def finished():
    done = inner()
    list(done)
    yield (yield from done)


print(list(finished()))


def bottomless():
    yield from bottomless()


try:
    next(bottomless())
except RecursionError as error:
    print(str(error)[:32])


class Pause:
    def __await__(self):
        return (yield "paused")


async def leaf(n):
    return n + await Pause()


async def branch(n):
    total = 0
    for i in range(n):
        total += await leaf(i)
    return total


async def root():
    try:
        return await branch(2) + await leaf(10)
    finally:
        print("root ends")


c = root()
print(c.send(None), c.send(1), c.send(2))
try:
    c.send(3)
except StopIteration as stop:
    print(stop.value)
c = root()
print(c.send(None))
try:
    c.throw(OSError("lost"))
except OSError as error:
    print(error, [f.name for f in traceback.extract_tb(error.__traceback__)])


async def twice():
    one = leaf(1)
    await one
    await one


c = twice()
print(c.send(None))
try:
    c.send(0)
except RuntimeError as error:
    print(error)

# expect: [1, 2, 3, 4, 5, 6] 21 6
# expect: [1, 2, 3, 4, 5, 6, 'depth 4']
# expect: [0, 1, 2, ('stopped', ('outer', ('middle', [None, None, None, 'closed']))), ('stopped', None)]
# expect: [0, 1, 2, ('stopped', ('outer', ('middle', ['a', None, 'b', 'closed']))), ('stopped', None)]
# expect: [0, 'after the error', ('stopped', ('outer', ('middle', [('caught', ('k',)), 'closed']))), ('stopped', None)]
# expect: [0, "ValueError('v')", ('stopped', None)]
# expect: [0, 'inner', False, None, ('stopped', None)]
# expect: ['TypeError("can\'t send non-None value to a just-started generator")', 0]
# expect: ['frames', 'frames', 'frames', '<module>'] [['frames', 'frames', 'frames', 'frames']]
# expect: here
# expect: [('<module>', 'next(g)'), ('fails', 'yield from fails(n - 1)'), ('fails', 'yield from fails(n - 1)'), ('fails', 'yield from fails(n - 1)'), ('fails', 'raise LookupError("deep")')]
# expect: generator raised StopIteration StopIteration('wrong')
# expect: 1
# expect: generator already executing
# expect: [None]
# expect: maximum recursion depth exceeded
# expect: paused paused paused
# expect: root ends
# expect: 17
# expect: paused
# expect: root ends
# expect: lost ['<module>', 'root', 'branch', 'leaf', '__await__']
# expect: paused
# expect: cannot reuse already awaited coroutine
