"""Repeated measurements in pairs, and what can be said of them.

Each pair runs both programs, one right after the other, and every second pair in the other order: what slows the machine down for a while hits both. Only
the quotient of a pair counts, so a pair at a slow moment is as good as any other.

The interval is that of the sign test: the true median of the quotients lies between the k-th smallest and the k-th largest of n quotients, unless fewer than
k of them lie on one side of it; and each lies on either side with the same chance, like a coin. So the confidence is a sum of binomial coefficients. It
assumes that the pairs are independent, and nothing about the shape of their distribution: outliers move no end of the interval.
"""

import math
import statistics
from dataclasses import dataclass

CONFIDENCE = 0.95


@dataclass
class Interval:
    middle: float
    low: float
    high: float
    confidence: float  # that the true median is inside

    def moved(self, function):
        """The interval of a function of the figure that grows with it."""
        return Interval(function(self.middle), function(self.low), function(self.high), self.confidence)


def exact(value):
    """Of a figure that is counted, or follows from counted ones."""
    return Interval(value, value, value, 1.0)


def row(label, spread, plain):
    """Of a table: seconds, an interval, and which percents of `plain` they are."""
    return {"label": label, "seconds": spread.middle, "low": spread.low, "high": spread.high,
            "percent": spread.middle / plain * 100, "percent_low": spread.low / plain * 100, "percent_high": spread.high / plain * 100}


def coverage(n, k):
    """The confidence of the interval between the k-th smallest and the k-th largest of n figures."""
    return 1 - 2 * sum(math.comb(n, i) for i in range(k)) / 2**n


def median_interval(figures):
    """With the least confidence that is at least CONFIDENCE; with fewer than six figures, from the smallest to the largest."""
    ordered, n = sorted(figures), len(figures)
    k = max((k for k in range(1, n // 2 + 1) if coverage(n, k) >= CONFIDENCE), default=1)
    return Interval(statistics.median(ordered), ordered[k - 1], ordered[-k], max(0.0, coverage(n, k)) if n > 1 else 0.0)


def interleaved(sides, count):
    """Yields the order of the sides for each pair: A B, B A, A B, ...; with more sides, each begins in its turn."""
    for turn in range(count):
        start = turn % len(sides)
        yield [*sides[start:], *sides[:start]]


def measure(sides, count, once):
    """{side: [once(side) for each pair]}. Each side runs once before, which does not count: it fills caches of files and of compiled code."""
    for side in sides:
        once(side)
    found = {side: [] for side in sides}
    for order in interleaved(sides, count):
        for side in order:
            found[side].append(once(side))
    return found


def quotients(above, below):
    return [a / b for a, b in zip(above, below)]


def percent_more(quotient):
    return (quotient - 1) * 100


def in_words(interval):
    """Of an interval of percents: 3.1 % slower, between 2.4 and 3.9."""
    middle, low, high = interval.middle, interval.low, interval.high
    if low <= 0 <= high:
        return f"no difference that can be told from noise: {middle:+.1f} %, between {low:+.1f} and {high:+.1f}"
    if middle > 0:
        return f"{middle:.1f} % slower, between {low:.1f} and {high:.1f}"
    return f"{-middle:.1f} % faster, between {-high:.1f} and {-low:.1f}"


def how_sure(interval, count):
    return (f"The median of {count} pairs, each run one right after the other; the interval is that of the sign test, which holds the true median with a "
            f"confidence of {interval.confidence:.0%} whatever the distribution.")
