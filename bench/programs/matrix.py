"""Matrices as lists of rows: multiplication three ways, transposition, elimination, fractions by modulus."""

MODULUS = 1000003


def made(size, seed):
    return [[(i * seed + j * j) % 17 - 8 for j in range(size)] for i in range(size)]


def multiply_by_index(a, b):
    size = len(a)
    result = [[0] * size for _ in range(size)]
    for i in range(size):
        row, target = a[i], result[i]
        for j in range(size):
            total = 0
            for k in range(size):
                total += row[k] * b[k][j]
            target[j] = total
    return result


def multiply_by_zip(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def multiply_floats(a, b):
    columns = [[float(x) for x in column] for column in zip(*b)]
    result = []
    for row in a:
        line = []
        for column in columns:
            total = 0.0
            for x, y in zip(row, column):
                total += x * y
            line.append(total)
        result.append(line)
    return result


def determinant(matrix):
    rows = [[x % MODULUS for x in row] for row in matrix]
    result = 1
    for i in range(len(rows)):
        pivot = next((r for r in range(i, len(rows)) if rows[r][i]), None)
        if pivot is None:
            return 0
        if pivot != i:
            rows[i], rows[pivot] = rows[pivot], rows[i]
            result = -result
        result = result * rows[i][i] % MODULUS
        inverse = pow(rows[i][i], MODULUS - 2, MODULUS)
        for r in range(i + 1, len(rows)):
            factor = rows[r][i] * inverse % MODULUS
            if factor:
                rows[r] = [(x - factor * y) % MODULUS for x, y in zip(rows[r], rows[i])]
    return result % MODULUS


def main():
    a, b = made(130, 5), made(130, 11)
    first, second, third = multiply_by_index(a, b), multiply_by_zip(a, b), multiply_floats(a, b)
    mixed = [[(i * i + 3 * i * j + j) % 101 + (i == j) for j in range(100)] for i in range(100)]
    print(first == second == third, sum(map(sum, first)), sum(first[i][i] for i in range(130)), determinant(mixed))


if __name__ == "__main__":
    main()
