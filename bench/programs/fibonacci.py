"""Recursive calls and hardly anything else."""


def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def takeuchi(x, y, z):
    if y >= x:
        return z
    return takeuchi(takeuchi(x - 1, y, z), takeuchi(y - 1, z, x), takeuchi(z - 1, x, y))


def main():
    print(fibonacci(33), takeuchi(18, 12, 6))


if __name__ == "__main__":
    main()
