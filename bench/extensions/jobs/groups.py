"""A table grouped and summed up, one for each item (pandas)."""

import numpy as np
import pandas as pd


def items(count):
    draw = np.random.default_rng(3)
    return [pd.DataFrame({"key": draw.integers(0, 500, 400_000), "x": draw.random(400_000), "y": draw.random(400_000)}) for _ in range(count)]


def work(table):
    found = table.groupby("key").agg({"x": ["mean", "std", "max"], "y": "sum"})
    wide = table.assign(part=(table.x * 10).astype(int)).pivot_table(index="part", values="y", aggfunc="mean")
    return len(found), round(float(wide.y.sum()), 6)
