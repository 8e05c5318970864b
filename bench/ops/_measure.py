"""Nanoseconds per operation, measured inside the interpreter that runs this. Prints "name<TAB>ns" lines.

An operation is (setup, statement): the statement stands ten times in a loop, the time of the same loop without it is
subtracted. A loop is (setup, steps, text): the text takes `steps` steps for each of its n turns and is measured as it is.
"""

import time

UNROLL = 10
LONG_ENOUGH = 0.01
MOST_TURNS = 50_000
REPEATS = 7


def define(setup, body):
    lines = ["def measured(n):"]
    lines += ["    " + line for line in setup.splitlines()]
    lines += ["    for _ in range(n):"]
    lines += ["        " + line for line in body.splitlines()]
    scope = {}
    exec("\n".join(lines), scope)
    return scope["measured"]


def seconds(function, n):
    start = time.perf_counter()
    function(n)
    return time.perf_counter() - start


def turns_for(function):
    n = 16
    while n < MOST_TURNS and seconds(function, n) < LONG_ENOUGH:
        n *= 2
    return n


def operation(setup, statement):
    filled = define(setup, "\n".join([statement] * UNROLL))
    empty = define(setup, "pass")
    n = turns_for(filled)
    with_it = min(seconds(filled, n) for _ in range(REPEATS))
    without = min(seconds(empty, n) for _ in range(REPEATS))
    return max(with_it - without, 0.0) / (n * UNROLL) * 1e9


def loop(setup, steps, text):
    function = define(setup, text)
    n = turns_for(function)
    return min(seconds(function, n) for _ in range(REPEATS)) / (n * steps) * 1e9


def report(operations=(), loops=()):
    for name, setup, statement in operations:
        print(f"{name}\t{operation(setup, statement):.3f}", flush=True)
    for name, setup, steps, text in loops:
        print(f"{name}\t{loop(setup, steps, text):.3f}", flush=True)
