"""What the rounds of tools/whatif say of the layers: figures, percents beyond plain counts, steps from layer to layer, and how sure each of them is.

In a round every layer runs once, one right after the other. So only figures of one round are compared: a layer with plain counts, and with the layer before.
The median of the rounds counts, and its interval is that of the sign test (pairs.py). A number of instructions is known without rounds.
"""

import statistics
from dataclasses import dataclass

import pairs


@dataclass(frozen=True)
class Figure:
    key: str  # in the rows
    what: str
    of_threads: bool = False  # of several threads
    timed: bool = True  # measured once a round


FIGURES = (Figure("cpu", "CPU time"), Figure("instructions", "instructions", timed=False), Figure("wall_of_threads", "wall time", of_threads=True),
           Figure("cpu_of_threads", "CPU time", of_threads=True))


def known(rows):
    return [figure for figure in FIGURES if figure.key in rows[0]]


def row(layer, runs, counts):
    """runs: {(layer, threads): runs, one for each round}. The figures are medians; the rounds stay beside them."""
    found = {"key": layer.key, "label": layer.label, "without": list(layer.without)}
    rounds = {"cpu": [r.cpu for r in runs[layer, 1]], "wall": [r.wall for r in runs[layer, 1]]}
    for n in counts[1:]:
        rounds.update(wall_of_threads=[r.wall for r in runs[layer, n]], cpu_of_threads=[r.cpu for r in runs[layer, n]])
    found.update({name: statistics.median(seconds) for name, seconds in rounds.items()})
    return {**found, "rounds": rounds}


def compare(rows):
    """Adds to each row, for each figure: `_percent`, what it is beyond that of plain counts, and `_step`, what its layer adds to the one before; with `_low`
    and `_high` of both."""
    for figure in known(rows):
        before = None
        for found in rows:
            put(found, figure.key + "_percent", percents(found, rows[-1], figure))
            put(found, figure.key + "_step", steps(found, before, rows[-1], figure))
            before = found


def put(found, name, interval):
    found.update({name: interval.middle, name + "_low": interval.low, name + "_high": interval.high})


def each_percent(found, plain, figure):
    return [pairs.percent_more(q) for q in pairs.quotients(found["rounds"][figure.key], plain["rounds"][figure.key])]


def percents(found, plain, figure):
    if not figure.timed:
        return pairs.exact(pairs.percent_more(found[figure.key] / plain[figure.key]))
    return pairs.median_interval(each_percent(found, plain, figure))


def steps(found, before, plain, figure):
    """The middles are differences of medians, so that the steps add up to the percents."""
    here = percents(found, plain, figure)
    if before is None:
        return here
    middle = here.middle - percents(before, plain, figure).middle
    if not figure.timed:
        return pairs.exact(middle)
    differences = [a - b for a, b in zip(each_percent(found, plain, figure), each_percent(before, plain, figure))]
    spread = pairs.median_interval(differences)
    return pairs.Interval(middle, min(middle, spread.low), max(middle, spread.high), spread.confidence)


def interval(found, name):
    return pairs.Interval(found[name], found[name + "_low"], found[name + "_high"], 0.0)


def between(spread, unit=""):
    """In words: "between +0.4 and +1.9"."""
    return f"between {spread.low:+.1f} and {spread.high:+.1f}{unit}"


def enough_rounds():
    return next(n for n in range(2, 100) if pairs.coverage(n, 1) >= pairs.CONFIDENCE)


def reach(spread):
    """How long a bar may be drawn within an interval that holds 0: by noise alone."""
    return max(abs(spread.low), abs(spread.high))


def refusal(rows, figure, rounds):
    """Why no waterfall of the figure is to be drawn: noise could have drawn the same one. Empty: it is to be drawn."""
    if not figure.timed:
        return ""
    if rounds < enough_rounds():
        return f"{rounds} rounds tell no noise from a difference: with --rounds {enough_rounds()} or more each step has an interval."
    doubtful, sure = {}, {}
    for found in rows[:-1]:
        spread = interval(found, figure.key + "_step")
        (doubtful if spread.low <= 0 <= spread.high else sure)[found["label"]] = spread
    longest = max(sure.values(), key=lambda s: abs(s.middle), default=None)
    label, worst = max(doubtful.items(), key=lambda item: reach(item[1]), default=("", pairs.exact(0)))
    if not doubtful or (longest and reach(worst) <= abs(longest.middle)):
        return ""
    told = f"the longest step that is no noise has {longest.middle:+.1f} points" if longest else "no step can be told from it"
    return (f"Noise could have drawn the steps: that of {label} lies {between(worst)} points, so it may be 0, and {told}. "
            f"What helps: a machine with nothing else to do, --rounds {max(21, 3 * rounds)}, a script that computes longer; or instructions in place of time, "
            "which callgrind counts alike however busy the machine is.")


def in_words(rows):
    by_key = {found["key"]: found for found in rows}
    last = next((found for found in reversed(rows) if found["key"] != "plain"), None)
    sentences = []
    if "atomic" in by_key and "biased" in by_key:
        levels = [f"{by_key[key]['cpu_percent']:+.1f} % ({between(interval(by_key[key], 'cpu_percent'))})" for key in ("atomic", "biased")]
        sentences.append(f"Atomic counts take {levels[0]} of the CPU time of plain ones, biased counts {levels[1]}: {gain(by_key['biased'])}")
    if last:
        sentences.append(f"With all layers, CPU time: {pairs.in_words(interval(last, 'cpu_percent'))}.")
    return sentences


def gain(biased):
    step = interval(biased, "cpu_step")
    if step.low <= 0 <= step.high:
        return f"what the bias gains cannot be told from noise ({-step.middle:+.1f} points, between {-step.high:+.1f} and {-step.low:+.1f})."
    if step.middle > 0:
        return f"the bias costs {step.middle:.1f} points here, between {step.low:.1f} and {step.high:.1f}."
    return f"the bias gains {-step.middle:.1f} points, between {-step.high:.1f} and {-step.low:.1f}."
