"""The same work by one thread and by several: how it scales, which share of it is serial, and what threads wait for.

Two laws are fitted to T(n), the time with n threads, by least squares over the numbers of threads for which there are processors:

    Amdahl   T(n) / T(1) = s + (1 - s) / n                        s: the share that only one thread at a time does
    USL      n T(n) / T(1) - 1 = a (n - 1) + b n (n - 1)          a: waiting in line; b: the price of each pair of threads that share something
             (Gunther's universal scalability law; three numbers of threads at least)
"""

import os
import statistics

import pairs
import programs


def processors():
    return len(os.sched_getaffinity(0))


def busy_note(load):
    """A warning, if other processes compete for the processors; load: the mean number of processes that wanted one in the last minute."""
    if load < processors() * 0.6:
        return ""
    return f"NOTE: the machine was busy before the measurement began (load {load:.1f}, processors {processors()}): wall times and speed-ups say little."


def amdahl(times):
    """times: {threads: seconds}. The serial share, from 0 to 1; None: only one number of threads is known."""
    one = times[1]
    points = [(1 - 1 / n, t / one - 1 / n) for n, t in times.items() if n > 1]
    if not points:
        return None
    return min(1.0, max(0.0, sum(x * y for x, y in points) / sum(x * x for x, _ in points)))


def usl(times):
    """(a, b), neither below 0; None: there are too few numbers of threads to tell the two apart."""
    one = times[1]
    points = [(n - 1, n * (n - 1), n * t / one - 1) for n, t in times.items() if n > 1]
    if len(points) < 2:
        return None
    xx, xy, yy = (sum(f(p) for p in points) for f in (lambda p: p[0] * p[0], lambda p: p[0] * p[1], lambda p: p[1] * p[1]))
    xz, yz = sum(p[0] * p[2] for p in points), sum(p[1] * p[2] for p in points)
    a, b = (xz * yy - yz * xy) / (xx * yy - xy * xy), (yz * xx - xz * xy) / (xx * yy - xy * xy)
    if b < 0:
        return max(0.0, xz / xx), 0.0
    return (a, b) if a >= 0 else (0.0, max(0.0, yz / yy))


def measure(sides, arguments, numbers, rounds):
    """{label: [a row for each number of threads]}; the runs of all programs and numbers are interleaved."""
    runs = pairs.measure([(side, n) for side in sides for n in numbers], rounds, lambda which: programs.run(which[0], arguments, which[1]))
    return {side.label: [row(n, runs[side, n], runs[side, 1]) for n in numbers] for side in sides}


def row(threads, runs, of_one):
    """Of one program and number of threads: medians of the rounds. `of_one`: the runs with one thread in the same rounds, which the speed-up is compared with.
    `idle`: the share of the time in which threads could have computed, and did not."""
    usable = min(threads, processors())
    speed_up = pairs.median_interval(pairs.quotients([r.wall for r in of_one], [r.wall for r in runs]))
    seconds = pairs.median_interval([r.wall for r in runs])
    return {"threads": threads, "seconds": seconds.middle, "seconds_low": seconds.low, "seconds_high": seconds.high,
            "speed_up": speed_up.middle, "speed_up_low": speed_up.low, "speed_up_high": speed_up.high, "rounds": [r.wall for r in runs],
            "cpu_seconds": statistics.median(r.cpu for r in runs), "system_seconds": statistics.median(r.system for r in runs),
            "waits": statistics.median(r.waits for r in runs), "idle": statistics.median(max(0.0, 1 - r.cpu / (r.wall * usable)) for r in runs)}


def fit(rows):
    """Of one program: both laws, fitted to each round by itself. A parameter is {"middle", "low", "high"}; None: there are too few numbers of threads."""
    known = [r for r in rows if r["threads"] <= processors()]
    rounds = [{r["threads"]: seconds for r, seconds in zip(known, each)} for each in zip(*(r["rounds"] for r in known))]
    serial, both = [amdahl(times) for times in rounds], [usl(times) for times in rounds]
    return {"serial": None if None in serial else spread(serial),
            "usl": None if None in both else {"contention": spread([a for a, _ in both]), "coherence": spread([b for _, b in both])}}


def spread(figures):
    return vars(pairs.median_interval(figures))


def share(found, digits=0):
    return f"{found['middle']:.{digits}%} (between {found['low']:.{digits}%} and {found['high']:.{digits}%})"


def in_words(label, laws):
    """What the fit says, in sentences."""
    serial = laws["serial"]
    if serial is None:
        return f"{label}: this machine has one processor: nothing can be said of how the work scales."
    text = f"{label}: {share(serial)} of the work is done by one thread at a time (Amdahl): {limit(serial)}."
    if laws["usl"]:
        text += f" Waiting in line takes {share(laws['usl']['contention'], 1)} and sharing {share(laws['usl']['coherence'], 2)} for each further thread (USL)."
    return text


SMALL = 0.005  # a serial share that these measurements do not tell from none


def limit(serial):
    if serial["low"] > SMALL:
        return f"with ever more processors it would become {1 / serial['high']:.1f} to {1 / serial['low']:.1f} times as fast, and no more"
    if serial["high"] > SMALL:
        return f"the rounds do not tell whether it has a limit; if so, it is {1 / serial['high']:.1f} times as fast or more"
    return f"up to {processors()} threads nothing is seen that would limit it"
