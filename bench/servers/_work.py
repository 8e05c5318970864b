"""What each request computes: the same number of loop steps on every interpreter and behind every server.

    python3 bench/servers/_work.py STEPS     prints the microseconds that an answer takes on this interpreter
"""

import sys
from time import perf_counter

WORDS = "counted shared owned borrowed locked waiting ready done".split()
BATCHES, BATCH = 50, 50


def answer(steps, words=WORDS):
    """The body of an answer."""
    totals = {}
    for i in range(steps):
        word = words[i % len(words)]
        totals[word] = totals.get(word, 0) + i * len(word)
    return ("".join(f"{word}: {total}\n" for word, total in totals.items())).encode()


def main():
    steps, best = int(sys.argv[1]), float("inf")
    for _ in range(BATCHES):
        start = perf_counter()
        for _ in range(BATCH):
            answer(steps)
        best = min(best, perf_counter() - start)
    print(best / BATCH * 1e6)


if __name__ == "__main__":
    main()
