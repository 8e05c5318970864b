"""Stands for the ways programs steer: generators, exceptions, `match`, closures, calls of every form, loops."""

import contextlib
import itertools
import zlib

ROUNDS = 3200
calls = 0


class Refused(Exception):
    def __init__(self, reason, *, code=0):
        super().__init__(reason)
        self.code = code


# ---- generators


def numbers(limit):
    """Passes on what is sent to it, and starts again when it is told to."""
    value = 0
    while value < limit:
        try:
            told = yield value
        except Refused as refusal:
            value = refusal.code
        else:
            value = value + 1 if told is None else told
    return value


def averages():
    total, count, mean = 0.0, 0, None
    try:
        while (value := (yield mean)) is not None:
            total += value
            count += 1
            mean = total / count
    finally:
        global calls
        calls += count
    return count, total


def flatten(tree):
    for branch in tree:
        if isinstance(branch, (list, tuple)):
            yield from flatten(branch)
        else:
            yield branch


def pipeline(limit):
    results = []

    def collector():
        while True:
            results.append((yield from averages()))

    collecting, source = collector(), numbers(limit)
    next(collecting)
    for value in source:
        if value % 11 == 10:
            collecting.send(None)
            source.send(value + 3)
        elif value == 16:
            source.throw(Refused("again", code=18))
        else:
            collecting.send(value)
    collecting.close()
    pairs = ((a, b) for a in range(limit // 8) for b in range(a) if (a + b) % 3)
    return results, sum(a * b for a, b in pairs), list(flatten([1, (2, [3, [limit]]), [[], 4]]))


# ---- exceptions


def parse(text):
    try:
        return int(text)
    except ValueError as error:
        if not text:
            raise Refused("empty", code=1) from error
        try:
            return float(text)
        except ValueError:
            raise Refused(f"no number: {text}", code=2) from None


def sum_of(texts):
    """Returns the sum and what went wrong, as all the steps of try report it."""
    total, log = 0, []
    for text in texts:
        try:
            value = 100 // parse(text)
        except ZeroDivisionError:
            log.append("zero")
            continue
        except (Refused, OverflowError) as error:
            log.append(f"{error}/{error.__cause__!r:.12}")
            if getattr(error, "code", 0) == 2:
                break
        else:
            total += value
        finally:
            log.append(text[:1])
    else:
        log.append("all")
    return total, log


def grouped(jobs):
    failed = []
    for job in jobs:
        try:
            job()
        except Exception as error:
            failed.append(error)
    kinds = []
    try:
        if failed:
            raise ExceptionGroup("jobs", failed)
    except* (KeyError, IndexError) as group:
        kinds.append(("look-up", len(group.exceptions)))
    except* Refused as group:
        kinds += [("refused", error.code) for error in group.exceptions]
    return kinds


# ---- match


def simplify(term):
    match term:
        case int() | float() | str():
            return term
        case ("+", *terms) if all(isinstance(part, int) for part in terms):
            return sum(terms)
        case ("*", 0, _) | ("*", _, 0):
            return 0
        case ("*" | "+" as operator, left, right):
            left, right = simplify(left), simplify(right)
            if operator == "*" and type(left) is type(right) is int:
                return simplify(left * right)
            return (operator, left, right)
        case {"let": name, "be": value, **rest} if not rest:
            return ("let", name, simplify(value))
        case []:
            return None
        case [first, *_]:
            return (first, len(term))
        case _:
            raise Refused("unknown term")


# ---- calls and closures


def full(a, b=2, /, c=3, *rest, d, e=5, **options):
    return a + b + c + d + e + sum(rest) + sum(options.values())


def counted(function):
    def wrapper(*arguments, **options):
        nonlocal seen
        seen += 1
        return function(*arguments, **options) + seen

    seen = 0
    wrapper.seen = lambda: seen
    return wrapper


def call_all(number):
    counting = counted(full)
    pair, names = (number, 1), {"d": 4, "f": number}
    total = full(1, d=number) + full(1, 2, 3, 4, 5, d=6) + full(*pair, **names) + full(*pair, c=9, d=1, e=number, z=2)
    total += counting(*pair, *pair, d=1, **{"x": 3}) + counting(number, d=0) * counting.seen()
    makers = [lambda x, k=k: x * k + number for k in range(6)]
    first, *middle, last = (make(number) for make in makers)
    (a, b), [c, *d] = (first, last), middle
    a, b = b, a
    return total + a - b + c + sum(d) + max(middle, key=lambda value: value % 7)


def moves(count, a="a", b="b", c="c"):
    return 0 if count == 0 else moves(count - 1, a, c, b) + 1 + moves(count - 1, c, b, a)


def queens(size, placed=()):
    """Recursion with a generator at each level."""
    if (row := len(placed)) == size:
        yield placed
        return
    for column in range(size):
        for other, taken in enumerate(placed):
            if taken == column or abs(taken - column) == row - other:
                break
        else:
            yield from queens(size, (*placed, column))


class Timer:
    """A context manager that swallows what it knows."""

    def __init__(self, log):
        self.log = log

    def __enter__(self):
        self.log.append("in")
        return self

    def __exit__(self, kind, error, traceback):
        self.log.append(kind.__name__ if kind else "out")
        return kind is Refused


def nested(number):
    log = []
    for step in range(6):
        with Timer(log) as outer, contextlib.closing(numbers(step + 1)) as source:
            if sum(source) % 3 == number % 3:
                raise Refused("odd")
            outer.log.append(step)
            if step == 4:
                break
    grid = {(x, y): x ^ y for x in range(9) for y in range(9) if x != y}
    rows = [[grid.get((x, y), -1) for x in range(9)] for y in range(0, 9, 2)]
    values = (value for row in rows for value in row)
    letters = {chr(97 + value % 26) for value in values if (twice := value * 2) > number % 9 and twice != 8}
    return log, sorted(letters), sum(itertools.chain(*zip(*rows)))


def main():
    def missing():
        return {}["key"]

    def refuse():
        parse("")

    crc = 0
    for number in range(1, ROUNDS):
        term = ("+", ("*", number, ("*", 2, 3)), ("*", "x", ("+", number, 1)))
        terms = [term, {"let": "y", "be": ("+", 1, 2, number)}, [], ["a", number], ("*", 0, term)]
        texts = [str(number), "0", "2.5", "", "7", "x1" if number % 4 else "8", "9"]
        made = [pipeline(50), sum_of(texts), list(map(simplify, terms)), call_all(number), nested(number)]
        made.append(grouped([missing, refuse, (lambda: [][number]), int][number % 3 :]))
        made.append((moves(number % 6), sum(p[0] * p[-1] for p in queens(4 + number % 2))))
        crc = zlib.crc32(repr(made).encode(), crc)
    print(*made, sep="\n")
    print(calls, crc)


if __name__ == "__main__":
    main()
