"""Integrals whose integrand is a function of Python, called from a kernel in C (SciPy)."""

import math

from scipy.integrate import quad


def items(count):
    return list(range(1, count + 1))


def work(k):
    return round(sum(quad(lambda x: math.exp(-x * x / k) * math.cos(n * x), 0, 10)[0] for n in range(40) for _ in range(12)), 6)
