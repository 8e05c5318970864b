"""For drivers that judge many small programs: the command line, and the verdict. Such a driver has a folder of programs whose first lines say what
is right, and a function problem(interpreter, path) that says what is wrong with the run of one, or nothing.
"""

import argparse
from concurrent.futures import ThreadPoolExecutor

import slices


def main(description, folder, problem):
    """Judges the programs that the command line chooses. The exit status."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", required=True)
    parser.add_argument("--only", default="", metavar="SUBSTR")
    parser.add_argument("-j", "--jobs", type=int, default=2, metavar="N")
    slices.add_option(parser)
    options = parser.parse_args()
    paths = [path for path in sorted(folder.glob("*.py")) if options.only in path.name][options.slice]
    with ThreadPoolExecutor(options.jobs) as pool:
        problems = list(pool.map(lambda path: problem(options.interp, path), paths))
    for path, wrong in zip(paths, problems):
        if wrong:
            print(f"FAIL {path.name}: {wrong}")
    failed = sum(map(bool, problems))
    print(f"{len(paths) - failed} passed, {failed} failed")
    return 1 if failed else 0
