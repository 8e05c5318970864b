"""Sparse matrices as lists of columns and values: a product, and powers times a vector."""

import random

draw = random.Random(1)
SIZE = 1200
columns = [sorted(draw.sample(range(SIZE), 12)) for _ in range(SIZE)]
values = [[draw.random() for _ in row] for row in columns]


def product(a, a_values, b, b_values):
    columns, values = [], []
    for row, row_values in zip(a, a_values):
        sums = {}
        for j, x in zip(row, row_values):
            for k, y in zip(b[j], b_values[j]):
                sums[k] = sums.get(k, 0.0) + x * y
        order = sorted(sums)
        columns.append(order)
        values.append([sums[k] for k in order])
    return columns, values


square, square_values = product(columns, values, columns, values)
vector = [1.0] * SIZE
for _ in range(5):
    vector = [sum(v * vector[j] for j, v in zip(row, row_values)) for row, row_values in zip(square, square_values)]
    largest = max(vector)
    vector = [x / largest for x in vector]
print(round(sum(vector), 6), sum(map(len, square)))
