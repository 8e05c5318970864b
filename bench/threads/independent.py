"""Independent work: nothing is shared but code."""

import _scaling
from _scaling import private


@private()
def int_loop(state, n):
    total = 0
    for i in range(n):
        total += i & 7
    return total


@private()
def float_loop(state, n):
    x = 0.5
    for _ in range(n):
        x = x * 3.5 * (1.0 - x)
    return x


def helper(a, b):
    return a + b


@private()
def function_calls(state, n):
    total = 0
    for i in range(n):
        total = helper(total, i)
    return total


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@private()
def recursion(state, n):
    for _ in range(n // 64):
        fib(10)


class Counter:
    def __init__(self):
        self.count = 0

    def bump(self, by):
        self.count += by


@private(Counter)
def methods_of_own_object(counter, n):
    for i in range(n):
        counter.bump(i)


@private(list)
def own_list(items, n):
    for i in range(n):
        items.append(i)
    for i in range(n):
        items[i] = items[n - 1 - i]


@private(dict)
def own_dict(table, n):
    for i in range(n):
        table[i & 1023] = table.get(i & 255, 0) + 1


@private()
def strings(state, n):
    for i in range(n):
        f"{i}:{i + 1}".split(":")


@private()
def generators(state, n):
    return sum(i * 2 for i in range(n))


@private()
def exceptions(state, n):
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError:
            pass


@private()
def sorting(state, n):
    for _ in range(n // 64):
        sorted((i * 7919) % 101 for i in range(64))


@private()
def big_integers(state, n):
    x = 3**200
    for i in range(n):
        x = x * 3 % (1 << 300)


@private(lambda: [[(i * j) % 7 for j in range(16)] for i in range(16)])
def matrix_rows(matrix, n):
    columns = list(zip(*matrix))
    for i in range(n // 16):
        row = matrix[i & 15]
        [sum(x * y for x, y in zip(row, column)) for column in columns]


_scaling.report()
