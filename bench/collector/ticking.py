"""The longest gap that a thread sees between two looks at the clock while another one works. Arguments: what that one does (garbage: cycles made and
dropped at full speed; control: the same work without cycles), how many objects it keeps alive, seconds."""

import sys
import threading
import time

import _graphs


class Link:
    pass


def garbage():
    for _ in range(2000):
        a, b = Link(), Link()
        a.partner, b.partner = b, a


def control():
    for _ in range(2000):
        a, b = Link(), Link()
        a.partner, b.partner = b, None


def main():
    work, live, seconds = {"garbage": garbage, "control": control}[sys.argv[1]], int(sys.argv[2]), float(sys.argv[3])
    ready, done = threading.Event(), False

    def worker():
        kept = _graphs.records(live)
        ready.set()
        while not done:
            work()
        assert kept is not None

    thread = threading.Thread(target=worker)
    thread.start()
    ready.wait()
    clock = time.perf_counter
    gaps = []
    last = clock()
    end = last + seconds
    while last < end:
        now = clock()
        if now - last > 100e-6:
            gaps.append(now - last)
        last = now
    done = True
    thread.join()
    gaps.sort(reverse=True)
    print("longest", (gaps or [0])[0])
    print("above_1ms", sum(gap > 1e-3 for gap in gaps))
    print("above_100us", len(gaps))


main()
