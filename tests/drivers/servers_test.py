#!/usr/bin/env python3
"""bench/servers.py measures servers, tells what is wrong with one, and leaves none behind. No figure is judged.

    servers_test.py --interp PATH [--interp PATH]

Needs wrk (apt-get install wrk); without it, only that this is said can be tested. Each case is a copy of the driver with an application of its own.
The last line is "N passed, N failed".
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from processes import HANG_SECONDS

ROOT = Path(__file__).resolve().parents[2]
COPIED = ["bench/harness.py", "bench/servers.py", "bench/servers", "tests/packages/fetch.py", "tests/drivers/processes.py", "tests/drivers/clean_environment.py"]
APPLICATION = "bench/servers/with_http_server.py"
OPTIONS = ["--only", "http.server", "--rounds", "1", "--seconds", "1", "--connections", "1"]
FIGURES = {"requests per second": "more", "latency, 50 % are below": "less", "latency, 99 % are below": "less", "memory after the load": "less"}

WRONG = """
import sys
import _handler
print("a remark of the server", file=sys.stderr)
_handler.serve(int(sys.argv[1]), lambda: b"wrong")
"""
ENDING = "raise OSError('a remark of the server')"
NO_HTTP = """
import socketserver, sys
class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.rfile.readline()
        self.wfile.write(b"hello\\n")
socketserver.TCPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""
FRAGILE = """
import itertools, os, sys
import _handler
from _work import answer
requests = itertools.count()
def respond():
    if next(requests) > 50:
        os._exit(7)
    return answer(int(sys.argv[2]))
_handler.serve(int(sys.argv[1]), respond)
"""
# Its number is in a file beside it. A child is there, too.
KNOWN = """
import os, signal, subprocess, sys, time
from pathlib import Path
if sys.argv[1] == "child":
    time.sleep(1000)
DEAF
child = subprocess.Popen([sys.executable, __file__, "child"])
Path(__file__).with_name("new").write_text(f"{os.getpid()} {child.pid}")
Path(__file__).with_name("new").rename(Path(__file__).with_name("numbers"))
time.sleep(1000)
"""
DEAF = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"


class Project:
    """A copy of what the driver needs."""

    def __init__(self, folder, application=None):
        self.folder = folder
        for name in COPIED:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
        if application:
            (folder / APPLICATION).write_text(application)

    def start(self, interpreter, *options, **variables):
        command = [sys.executable, self.folder / "bench/servers.py", "--interp", interpreter, *OPTIONS, *options]
        return subprocess.Popen(command, env=os.environ | variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, interpreter, *options, **variables):
        """(status, standard output, standard error)"""
        driver = self.start(interpreter, *options, **variables)
        out, err = driver.communicate(timeout=HANG_SECONDS)
        return driver.returncode, out, err


def is_there(pid):
    """A process that has ended, but that nobody has waited for, is none."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def missing_tools(project, interpreter):
    done = project.run(interpreter, PATH=str(project.folder))
    yield "without wrk its package is named", (done[0], "apt-get install wrk" in done[2]), (2, True)


def measured(project, interpreter):
    status, out, err = project.run(interpreter, "--record")
    yield "a run", (status, err), (0, "")
    tables = json.loads((project.folder / "bench/results.json").read_text())["servers/http.server"]["tables"]
    yield "the titles are on the terminal", [title for title in tables if title not in out], []
    rows = {title: {row: len(cells) for row, cells in tables[title]["rows"].items()} for title in FIGURES}
    served = {"http.server, 1 connection": 1}
    yield "the server has each figure", rows, dict.fromkeys(FIGURES, served)
    yield "what is better", {title: tables[title]["better"] for title in FIGURES}, FIGURES
    yield "no figure is 0", [title for title in FIGURES if not all(n > 0 for cells in tables[title]["rows"].values() for n in cells.values())], []


def refused(project, interpreter):
    for options, said in ((["--only", "nothing"], "no server is called so"), (["--seconds", "0"], "are 1 or more"), (["--connections", "1,x"], "invalid")):
        status, _, err = project.run(interpreter, *options)
        yield f"{options} is refused", (status, said in err), (2, True)


def told(what):
    def check(project, interpreter):
        status, out, err = project.run(interpreter)
        yield f"{what} is told, with what the server has said", (status, [part for part in (*TOLD[what], interpreter) if part not in err]), (1, [])
        yield f"{what}: there is no figure of this server", len(re.findall(r"^http\.server, 1 connection +-\s*$", out, re.MULTILINE)), len(FIGURES)
    return check


TOLD = {"a wrong answer": ["answers with status 200 and b'wrong'", "    a remark of the server"],
        "an end": ["does not answer", "it has ended with status 1", "    OSError: a remark of the server"], "no HTTP": ["answers what is not HTTP"],
        "an end under load": ["requests fail under load; it has ended with status 7"]}


def stays(pid):
    """What has been killed ends soon, but not at once."""
    end = time.monotonic() + HANG_SECONDS
    while is_there(pid):
        if time.monotonic() > end:
            return True
        time.sleep(0.02)
    return False


def interrupted(number):
    def check(project, interpreter):
        driver = project.start(interpreter)
        numbers = (project.folder / APPLICATION).with_name("numbers")
        while not numbers.exists() and driver.poll() is None:
            time.sleep(0.02)
        driver.send_signal(number)
        driver.communicate(timeout=HANG_SECONDS)
        left = [pid for pid in numbers.read_text().split() if stays(pid)]
        yield f"{number.name} stops the server and what it has started", (driver.returncode != 0, left), (True, [])
    return check


CHECKS = [(measured, None), (refused, None), (told("a wrong answer"), WRONG), (told("an end"), ENDING), (told("no HTTP"), NO_HTTP),
          (told("an end under load"), FRAGILE),
          (interrupted(signal.SIGINT), KNOWN.replace("DEAF", "")), (interrupted(signal.SIGTERM), KNOWN.replace("DEAF", DEAF))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True)
    options = parser.parse_args()
    checks = [(missing_tools, None), *(CHECKS if shutil.which("wrk") else [])]
    if not shutil.which("wrk"):
        print("skipped: wrk is not installed (apt-get install wrk)")
    passed = failed = 0
    for interpreter in map(os.path.abspath, options.interp):
        for check, application in checks:
            with tempfile.TemporaryDirectory() as folder:
                for case, found, expected in check(Project(Path(folder), application), interpreter):
                    passed += found == expected
                    if found != expected:
                        failed += 1
                        print(f"FAIL {Path(interpreter).name} {case}: {found}, expected {expected}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
