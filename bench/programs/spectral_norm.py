"""Norm of an infinite matrix: float arithmetic in generator expressions and small functions."""


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    size = range(len(vector))
    return [sum(element(i, j) * vector[j] for j in size) for i in size]


def transposed_times(vector):
    size = range(len(vector))
    return [sum(element(j, i) * vector[j] for j in size) for i in size]


def main():
    u = [1.0] * 330
    for _ in range(5):
        v = transposed_times(times(u))
        u = transposed_times(times(v))
    product = sum(a * b for a, b in zip(u, v))
    square = sum(b * b for b in v)
    print(f"{(product / square) ** 0.5:.9f}")


if __name__ == "__main__":
    main()
