"""The least value of a function written in Python (SciPy), from some starts for each item."""

from scipy.optimize import minimize


def items(count):
    return [(-1.2 + i / 10, 1.0, 0.5, -0.3, 0.8) for i in range(count)]


def valley(x):
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x[:-1].tolist(), x[1:].tolist()))


def work(start):
    found = [minimize(valley, [x + step / 7 for x in start], method="Nelder-Mead", options={"maxfev": 5_000}).fun for step in range(12)]
    return round(float(min(found)), 6)
