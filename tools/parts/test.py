"""What tools/test does: builds both programs and runs all that a change needs. The last line is "N passed, N failed".

    tools/test [--only SUBSTR] [--list] [--pages]
"""

import argparse
import sys

import building
from part import Result, run
from tables import PAGES, TEST


def report(results):
    print()
    for part, result in results:
        print(f"{result.processor_seconds:7.1f} s  {part.name}: {result}")
    passed, failed = sum(r.passed for _, r in results), sum(r.failed for _, r in results)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def main():
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
    results = []
    for number, part in enumerate(parts, 1):
        print(f"== {number} of {len(parts)}: {part.name}", flush=True)
        missing = broken.intersection(part.targets)
        if missing:
            results.append((part, Result(0, 1, "does not build: " + " ".join(sorted(missing)))))
        else:
            results.append((part, run(part.words(building.folders()[part.build]), part.ends)))
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
