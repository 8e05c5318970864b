#!/usr/bin/env python3
"""Dicts of keys that a stranger has chosen: texts that make a weak hash lose what it has read, against random texts of the same length.

    build/tinypy-t bench/hostile_keys.py [--record]

The ratio of a hash that nobody can foresee is about 1; that of a hash which such keys defeat grows with their number, to thousands.
"""

import argparse
import random
import time

import harness

COUNT = 100_000
# Words that mix the input in multiplicative hashes: a block that begins with one of them makes a product zero.
CONSTANTS = [0x9E3779B97F4A7C15, 0x6A09E667F3BCC909, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B]


def text_of(number, size):
    return number.to_bytes(size, "little").decode("latin-1")


def hostile_keys(constant):
    return [text_of(constant, 8) + text_of(i, 8) + "sixteen letters." for i in range(COUNT)]


def random_keys():
    source = random.Random(1)
    return [text_of(source.getrandbits(128), 16) + "sixteen letters." for _ in range(COUNT)]


def seconds(make_keys):
    """The best of five: keys are made anew each time, for their hashes are kept in them."""
    best = float("inf")
    for _ in range(5):
        keys = make_keys()
        start = time.perf_counter()
        dict.fromkeys(keys)
        best = min(best, time.perf_counter() - start)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_record(parser)
    options = parser.parse_args()
    base = seconds(random_keys)
    print(f"{COUNT} random keys: {base * 1e3:.1f} ms")
    rows = {}
    for constant in CONSTANTS:
        taken = seconds(lambda: hostile_keys(constant))
        print(f"keys made with {constant:#x}: {taken * 1e3:.1f} ms, {taken / base:.2f} times as long")
        rows[f"{constant:#x}"] = {"hostile": taken * 1e3, "random": base * 1e3}
    harness.record_own(options, "hostile_keys", {f"a dict of {COUNT} keys": harness.table(rows, "ms", ["hostile/random"])}, rounds=5)


main()
