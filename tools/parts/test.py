"""What tools/test does: builds both programs and runs all that a change needs. The last line is "N passed, N failed".

    tools/test [--only SUBSTR] [--list] [--pages]
"""

import argparse
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import building
from part import Result, end_on_signals, kill_running, run
from tables import PAGES, TEST

AT_ONCE = 2  # While one part waits, another one computes.
REPEATED = 40  # lines of a part that failed, so that the end of a log tells what it was


def run_all(parts, broken):
    """[(part, its result, its lines)]. What a part prints is shown when it has ended."""
    folders, showing = building.folders(), threading.Lock()

    def result_of(number, part):
        lines = []
        with showing:
            print(f"== {number} of {len(parts)}: {part.name}", flush=True)
        missing = broken.intersection(part.targets)
        result = Result(0, 1, "does not build: " + " ".join(sorted(missing))) if missing else run(part.words(folders[part.build]), part.ends, show=lines.append)
        with showing:
            print(f"{''.join(lines)}{part.name}: {result}", flush=True)
        return part, result, lines

    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            return list(pool.map(result_of, range(1, len(parts) + 1), parts))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            kill_running()
            raise


def report(results):
    print()
    for part, result, _ in results:
        print(f"{result.processor_seconds:7.1f} s  {part.name}: {result}")
    for part, result, lines in results:
        if result.failed:
            print(f"\nthe last lines of {part.name}:\n{''.join(lines[-REPEATED:])}")
    passed, failed = sum(r.passed for _, r, _ in results), sum(r.failed for _, r, _ in results)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def main():
    end_on_signals()
    parser = argparse.ArgumentParser(prog="tools/test", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="SUBSTR", help="only parts whose name contains SUBSTR")
    parser.add_argument("--list", action="store_true", help="name the parts")
    parser.add_argument("--pages", action="store_true", help="the pages that tools write, in a browser (Chromium), and nothing else")
    options = parser.parse_args()
    parts = [piece for part in (PAGES if options.pages else TEST) if options.only in part.name for piece in part.sliced()]
    if options.list:
        print("\n".join(part.name for part in parts))
        return 0

    targets = list(dict.fromkeys(target for part in parts for target in part.targets))
    broken = building.failing("release", targets)
    return report(run_all(parts, broken))


if __name__ == "__main__":
    sys.exit(main())
