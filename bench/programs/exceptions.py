"""Exceptions: raised and caught near and far, own classes, finally, chaining, and try blocks that cost nothing."""


class Rejected(Exception):
    def __init__(self, reason, value):
        super().__init__(reason)
        self.value = value


def check(n):
    if n % 3 == 0:
        raise Rejected("three", n)
    if n % 5 == 0:
        raise ValueError(n)
    return n


def classify(count):
    accepted = threes = fives = 0
    for n in range(count):
        try:
            accepted += check(n)
        except Rejected as error:
            threes += error.value
        except ValueError as error:
            fives += error.args[0]
    return accepted, threes, fives


def dive(depth):
    if depth == 0:
        raise KeyError("bottom")
    try:
        return dive(depth - 1)
    finally:
        dive.unwound += 1


def chained(count):
    causes = 0
    for n in range(count):
        try:
            try:
                [][n]
            except IndexError as error:
                raise RuntimeError("wrapped") from error
        except RuntimeError as error:
            causes += isinstance(error.__cause__, IndexError)
    return causes


def numbers_in(words):
    total = missing = 0
    for word in words:
        try:
            total += int(word)
        except ValueError:
            missing += 1
    return total, missing


def quiet(count):
    total = 0
    for n in range(count):
        try:
            total += n
        except ZeroDivisionError:
            total = 0
        finally:
            total ^= 1
    return total


def main():
    dive.unwound = 0
    for _ in range(3000):
        try:
            dive(30)
        except KeyError:
            pass
    words = [str(n) if n % 4 else f"x{n}" for n in range(60000)]
    print(classify(500_000), dive.unwound, chained(120_000), numbers_in(words), quiet(1_200_000))


if __name__ == "__main__":
    main()
