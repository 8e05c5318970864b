# Generators, iterators and comprehensions, also thrown into, closed and nested.
def count(limit):
    received = []
    try:
        for n in range(limit):
            received.append((yield n))
    except ValueError as error:
        yield str(error)
    finally:
        received.append("end")
    return received


def delegate(limit):
    result = yield from count(limit)
    yield result


print(list(delegate(5)))
running = count(9)
print(next(running), running.send("a"), running.throw(ValueError("thrown")), list(running))
alive = [count(3) for _ in range(40)]
print(sum(next(g) for g in alive), [g.close() for g in alive[:3]], sum(len(list(g)) for g in alive))
print(sum(x * y for x in range(20) for y in range(x) if (x + y) % 3), {x: {y for y in range(x)} for x in range(4)}, [*map(str, filter(None, range(6)))])


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


print(sum(tree(8)), list(tree(3)), dict(enumerate(tree(2))))
import itertools
print(list(itertools.islice(itertools.accumulate(itertools.count(1)), 8)), ["".join(p) for p in itertools.permutations("abc")], [list(g) for _, g in itertools.groupby("aabbb")])
