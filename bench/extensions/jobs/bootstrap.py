"""The spread of a mean, by drawing the sample again and again (NumPy)."""

import numpy as np

SAMPLE = np.random.default_rng(1).normal(size=20_000)


def items(count):
    return list(range(count))


def work(seed):
    draw = np.random.default_rng(seed)
    return round(float(np.std([draw.choice(SAMPLE, SAMPLE.size).mean() for _ in range(1_000)])), 6)
