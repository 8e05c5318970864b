# What threads may do with frames of pandas.
# needs: python3-dateutil python3-tz
# suite: unstable
# wheels: numpy pandas
import io
import os
import subprocess
import sys
import threading

import numpy as np
import pandas as pd
from _together import together


def frame(seed):
    draw = np.random.default_rng(seed)
    return pd.DataFrame({"key": draw.integers(0, 50, 20_000), "name": draw.choice(["ash", "elm", "oak"], 20_000), "x": draw.integers(0, 1000, 20_000)})


def work(table):
    by_key = table.groupby("key").x.agg(["sum", "max", "count"])
    wide = table.pivot_table("x", "key", "name", aggfunc="sum")
    joined = table.merge(by_key, left_on="key", right_index=True)
    text = io.StringIO(table.head(500).to_csv())
    again = pd.read_csv(text, index_col=0)
    days = pd.Series(table.x.to_numpy()[:300], pd.date_range("2026-01-01", periods=300, tz="UTC")).resample("W").sum()
    return (int(by_key.sum().sum()), int(wide.sum().sum()), int(joined["max"].sum()), again.equals(table.head(500).astype(again.dtypes)), int(days.iloc[3]),
            int(table.x.rolling(10).mean().dropna().sum()), table.name.str.upper().value_counts().sort_index().to_list())


# If pandas has a GIL, all may read one frame at once.
if "child" in sys.argv:
    for seed in range(8):
        shared = frame(seed)
        print(together(lambda i: work(shared)) == [work(frame(seed))] * 4)
    sys.exit()
outcome = subprocess.run([sys.executable, __file__, "child"], env=os.environ | {"TINYPY_GIL_FOR": "pandas"}, capture_output=True, text=True)
print(outcome.stdout.split() == ["True"] * 8 or outcome)

# Each thread has a frame of its own.
alone = [work(frame(i)) for i in range(4)]
print(together(lambda i: work(frame(i)), times=3) == alone)

# One frame is read by all, one after the other: frames and indexes fill their caches when they are first asked.
lock = threading.Lock()


def locked(i):
    with lock:
        return work(shared)


shared = frame(0)
print(together(locked, times=3) == alone[:1] * 4)

# expect: True
# expect: True
# expect: True
