"""All ways to place queens: generators that call themselves, sets, tuples."""


def solutions(n, columns=(), taken=frozenset(), diagonals=frozenset()):
    row = len(columns)
    if row == n:
        yield columns
        return
    for column in range(n):
        down, up = column - row, column + row + 100
        if column in taken or down in diagonals or up in diagonals:
            continue
        yield from solutions(n, columns + (column,), taken | {column}, diagonals | {down, up})


def main():
    found = list(solutions(11))
    print(len(found), sum(c * (i + 1) for s in found for i, c in enumerate(s)))
    print(sum(1 for _ in solutions(10)), next(solutions(15)))


if __name__ == "__main__":
    main()
