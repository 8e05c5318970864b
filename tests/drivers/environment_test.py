#!/usr/bin/env python3
"""No test depends on the variables of who starts it: each program that runs tests forgets them before it starts another one.

    environment_test.py

The last line printed is "N passed, N failed".
"""

import re
import subprocess
import sys
from pathlib import Path

import clean_environment  # noqa: F401
from cases import expect, finish, play

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
FOLDERS = ("drivers", "stress", "fuzz", "packages", "extensions", "golden", "shadow", "model")
# As images of containers, developers and editors set them.
VARIABLES = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1", "PYTHONHASHSEED": "0", "PYTHON_VERSION": "3.13.1", "PYTHONWARNINGS": "error",
             "PYTHONUTF8": "0", "PYTHON_COLORS": "1", "FORCE_COLOR": "1"}
# What one of these programs imports; what it has in its environment then.
ASKS = "import os, sys; sys.path.insert(0, sys.argv[1]); __import__(sys.argv[2]); print(sorted(set(os.environ) & set(sys.argv[3:])))"


def programs():
    """Those that start others, of which a user or tools/test starts some."""
    for folder in FOLDERS:
        for path in sorted((TESTS / folder).glob("*.py")):
            source = path.read_text(encoding="utf-8")
            if '__name__ == "__main__"' in source and re.search(r"\bsubprocess\b|\bscripts\b|\bjudged\b", source):
                yield path


def forgets(path):
    done = subprocess.run([sys.executable, "-c", ASKS, path.parent, path.stem, *VARIABLES], env={"PATH": "/usr/bin:/bin", "HOME": "/"} | VARIABLES,
                          cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    expect(done.stdout.splitlines()[-1:] == ["[]"], done.stdout, done.stderr)


def unsets(path):
    expect("\nunset ${!PYTHON@}" in path.read_text(), "does not unset PYTHON's variables")


def main():
    cases = [(str(path.relative_to(TESTS)), lambda folder, path=path: forgets(path)) for path in programs()]
    cases += [(f"tools/{name}", lambda folder, name=name: unsets(ROOT / "tools" / name)) for name in ("test", "verify", "dev")]
    return finish([play(cases)])


if __name__ == "__main__":
    sys.exit(main())
