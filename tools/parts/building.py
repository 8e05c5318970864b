"""Builds the targets that parts need, by tools/build."""

import os
import signal
import subprocess
from functools import cache

from part import ROOT, Starting

BUILD = ROOT / "tools" / "build"


@cache
def folders():
    """{name of a build: its folder, as a path from the root of the project}"""
    rows = subprocess.run([BUILD, "--list"], capture_output=True, text=True, check=True).stdout.splitlines()
    return {row.split()[0]: row.split()[1] for row in rows}


def build(name, targets, limit=None):
    """Whether all targets are built. Raises TimeoutExpired after `limit` seconds: what has been compiled by then is not compiled again."""
    process = None
    try:
        with Starting():
            process = subprocess.Popen([BUILD, name, *targets], cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True)
        return process.wait(limit) == 0
    except BaseException:
        if process:
            os.killpg(process.pid, signal.SIGTERM)  # ninja stops its compilers, and removes what they have half written
            process.wait()
        raise


def failing(name, targets):
    """Those of the targets that cannot be built."""
    if not targets or build(name, targets):
        return set()
    return {target for target in targets if not build(name, [target])}
