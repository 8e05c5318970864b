#!/usr/bin/env python3
"""tools/hooks/commit-msg: which commit messages it takes, and what it says of the others.

    commit_test.py

The last line printed is "N passed, N failed".
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import clean_environment  # noqa: F401

HOOK = Path(__file__).resolve().parents[2] / "tools" / "hooks" / "commit-msg"
BODY = "\n\nThe release took its registers back first, which cost a load.\n"
# A message, and a part of what is said of it; nothing: it is taken.
CASES = [
    ("Read the callee's record before releasing the call" + BODY, ""),
    ("Pass the owner's id to the slow path" + BODY + "# Please enter the commit message\n", ""),
    ("Merge branch 'main'", ""),
    ("", "no subject"),
    ("Read the callee's record", "the body is missing"),
    ("Read the callee's record\n# a comment of git\n", "the body is missing"),
    ("Read the callee's record\nand why", "a blank line stands between"),
    ("Read " + "x" * 68 + BODY, "the subject has 73 columns"),
    ("Read the record" + BODY + "x" * 101, "a line of the body has 101 columns"),
    ("The record is read first" + BODY, "a verb in the imperative, not with 'The'"),
    ("Reads the record" + BODY, "not with 'Reads'"),
    ("Fixed the record" + BODY, "not with 'Fixed'"),
    ("Reading the record" + BODY, "not with 'Reading'"),
    ("read the record" + BODY, "a capital letter"),
    ("Read the record." + BODY, "no full stop"),
    ("Read the record; release the call" + BODY, "one idea"),
    ("Read the record" + BODY + "Closes #12", "a ticket"),
]


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "message"
        for message, expected in CASES:
            path.write_text(message)
            done = subprocess.run([HOOK, path], capture_output=True, text=True)
            if (expected not in done.stderr) or bool(expected) != bool(done.returncode) or bool(done.stderr) != bool(expected):
                failed += 1
                print(f"FAIL {message!r}: status {done.returncode}, {done.stderr!r}, expected {expected!r}")
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
