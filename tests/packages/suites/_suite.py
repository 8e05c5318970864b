"""Runs the tests that a package brings along. What is printed is the same on every machine: counts, and the names of what failed."""

import os
import re
import subprocess
import sys


def pytest(package, *options):
    """The package's own tests by pytest. Packages whose plugins would be loaded otherwise are left out."""
    environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "-p", "no:cacheprovider", "--color=no", "--pyargs", package, *options]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    lines = done.stdout.splitlines()
    for line in lines:
        if line.startswith(("FAILED", "ERROR")):
            print(line.partition(" - ")[0])
    last = lines[-1] if lines else done.stderr[-500:]
    print(re.sub(r"( in [\d.]+s.*|=+|, \d+ (warnings?|subtests passed))", "", last).strip())


def count(command, pattern, failed):
    """Another runner's summary: the lines that match, and those that name failures."""
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True)
    text = done.stdout + done.stderr
    for line in sorted(set(re.findall(failed, text, re.MULTILINE))):
        print(line)
    print(re.findall(pattern, text, re.MULTILINE))
