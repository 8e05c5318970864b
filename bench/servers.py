#!/usr/bin/env python3
"""Real servers under a real load generator: requests per second, latencies, memory.

    bench/servers.py --interp build/tinypy-t --interp build/tinypy --interp python3.13 [--rounds 3] [--seconds 3] [--connections 1,2,8]
                     [--only SUBSTR] [--steps 600] [--record]

Needs wrk (apt-get install wrk), which loads a server with one thread and keeps its connections open. The applications are bench/servers/with_*.py;
waitress, gunicorn and uvicorn are Debian's, fetched as tests/packages/run.py does it and not installed.

Each request computes: --steps turns of the loop in bench/servers/_work.py, some 50 microseconds on CPython 3.13. It is the same work for all
interpreters, not the same time; the first table says what it takes. Each run has a server of its own, which is asked before and after the load
whether it answers rightly; bytecode caches are warm. Rounds are interleaved, and each begins with another interpreter; the best figures count.
Memory is that of the process that answers, right after the load. The load generator needs a part of a processor, too: on two cores no server has
both of them.
"""

import argparse
import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import harness

APPLICATIONS = Path(__file__).resolve().parent / "servers"
sys.path[:0] = [str(APPLICATIONS), str(harness.ROOT / "tests/drivers")]

from _work import answer
from processes import hear_interrupts

SERVERS = {  # name: application, and the packages that it needs
    "http.server": ("with_http_server.py", []),
    "socketserver": ("with_socketserver.py", []),
    "sqlite3": ("with_sqlite3.py", []),
    "waitress": ("with_waitress.py", ["python3-waitress"]),
    "gunicorn": ("with_gunicorn.py", ["python3-gunicorn"]),
    "uvicorn": ("with_uvicorn.py", ["python3-uvicorn"]),
}
FIGURES = {"requests": ("requests per second", "1/s", 0, "more"), "median": ("latency, 50 % are below", "ms", 2, "less"),
           "slow": ("latency, 99 % are below", "ms", 2, "less"), "memory": ("memory after the load", "MB", 1, "less")}
START_SECONDS = 60
ANSWER_SECONDS = 20
STOP_SECONDS = 10
SAID_LINES = 20


class Failure(Exception):
    """Why a server has no figures."""


# ---- a server


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answering_process(pid):
    """The last of the processes that have started each other: gunicorn's worker, or else the server itself."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return answering_process(int(children[-1])) if children else pid


class Server:
    """A process that runs an application, in a folder of its own. Whoever makes it stops it."""

    def __init__(self, interpreter, application, steps, modules, folder):
        self.port, self.expected = free_port(), answer(steps)
        self.output, self.end = Path(folder) / "output", ""
        environment = harness.environment() | {"PYTHONPATH": modules, "HOME": folder}
        del environment["PYTHONDONTWRITEBYTECODE"]
        with open(self.output, "wb") as out:
            self.process = subprocess.Popen([interpreter, str(APPLICATIONS / application), str(self.port), str(steps)], cwd=folder, env=environment,
                                            stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)

    def wait(self):
        """Returns when it answers. Failure: it has ended, or does not within START_SECONDS."""
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                return self.ask()
            except OSError as problem:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise Failure(f"does not answer: {problem}") from problem
            time.sleep(0.02)

    def ask(self):
        """OSError: no answer. Failure: a wrong one."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        with contextlib.closing(client):
            client.request("GET", "/")
            try:
                response = client.getresponse()
                status, body = response.status, response.read()
            except http.client.RemoteDisconnected:
                raise  # an OSError, too
            except http.client.HTTPException as problem:
                raise Failure(f"answers what is not HTTP: {problem!r}") from problem
        if (status, body) != (200, self.expected):
            raise Failure(f"answers with status {status} and {body[:80]!r}, not {self.expected[:80]!r}")

    def memory(self):
        """Resident, in MB."""
        resident = harness.named_line(f"/proc/{answering_process(self.process.pid)}/status", "VmRSS", ":")
        if not resident.endswith(" kB"):  # a process that has ended has none
            raise Failure("its memory is not known")
        return int(resident.removesuffix(" kB")) / 1024

    def stop(self):
        status = self.process.poll()
        self.end = "" if status is None else f"; it has ended with status {status}"
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        with contextlib.suppress(ProcessLookupError):  # what it has started ends with it
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def said(self):
        """How it has ended, if it was not stopped, and the end of its output."""
        return self.end + "".join(f"\n    {line}" for line in self.output.read_text(errors="replace").splitlines()[-SAID_LINES:])


def load(port, connections, seconds):
    """{figure: number} of a run of wrk."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(APPLICATIONS / "report.lua"), f"http://127.0.0.1:{port}/"]
    out, reason = harness.run(command, seconds + START_SECONDS)
    if out is None:
        raise Failure(f"wrk: {reason}")
    report = json.loads(out.splitlines()[-1])
    if report["errors"] or not report["requests"]:
        raise Failure(f"{report['errors']} of {report['requests']} requests fail under load")
    return {"requests": report["requests"] / report["microseconds"] * 1e6, "median": report["median"] / 1000, "slow": report["slow"] / 1000}


def measure(interpreter, application, modules, connections, options):
    """{figure: number}, or nothing if there are no connections: the server is only started. Failure tells what the server has said, too."""
    figures, problem = {}, None
    with tempfile.TemporaryDirectory(prefix="tinypy-servers-") as folder:
        server = Server(interpreter, application, options.steps, modules, folder)
        try:
            server.wait()
            if connections:
                figures = load(server.port, connections, options.seconds) | {"memory": server.memory()}
                server.ask()
        except (Failure, OSError) as caught:
            problem = caught
        finally:
            server.stop()
        if problem:
            raise Failure(f"{problem}{server.said()}")
    return figures


# ---- all


def best(old, new, better):
    return new if old is None else (max if better == "more" else min)(old, new)


class Rows:
    """The figures of all servers: {figure: {row: [number for each interpreter]}}."""

    def __init__(self, interpreters, options, modules):
        self.interpreters, self.options, self.modules = interpreters, options, modules
        self.failed = set()  # (server, interpreter): not tried again
        self.figures = {figure: {} for figure in FIGURES}

    def warm(self, servers):
        """Each server has been started once when it is measured: bytecode caches are there."""
        for server in servers:
            for index in range(len(self.interpreters)):
                self.measure(server, 0, index, f"{server}, started")

    def turn(self, servers, number):
        for server in servers:
            for connections in self.options.connections:
                row = f"{server}, {connections} connection{'s' * (connections > 1)}"
                for n in range(len(self.interpreters)):
                    self.add(row, server, connections, (number + n) % len(self.interpreters))

    def add(self, row, server, connections, index):
        found = self.measure(server, connections, index, row)
        for figure, rows in self.figures.items():
            cells = rows.setdefault(row, [None] * len(self.interpreters))
            if figure in found:
                cells[index] = best(cells[index], found[figure], FIGURES[figure][3])

    def measure(self, server, connections, index, row):
        if (server, index) in self.failed:
            return {}
        try:
            return measure(self.interpreters[index], SERVERS[server][0], self.modules, connections, self.options)
        except Failure as problem:
            harness.complain(f"{row}, {self.options.interp[index]}: {problem}")
            self.failed.add((server, index))
            return {}


def work(interpreters, steps):
    """{row: [microseconds for each interpreter]} of what a request computes."""
    times = []
    for interpreter in interpreters:
        out, reason = harness.run([interpreter, str(APPLICATIONS / "_work.py"), str(steps)], START_SECONDS)
        if out is None:
            harness.complain(f"{interpreter}: {reason}")
        times.append(float(out) if out else None)
    return {f"{steps} steps": times}


def fetch(servers):
    """The folder of the modules of these servers' packages, and the servers without those whose packages cannot be fetched."""
    needed = sorted({package for name in servers for package in SERVERS[name][1]})
    if not needed:
        return "", servers
    modules = harness.fetch(needed)
    return (modules, servers) if modules else ("", [name for name in servers if not SERVERS[name][1]])


def counts(text):
    return [int(number) for number in text.split(",")]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3, help="of each run; whole ones, as wrk has it (3)")
    parser.add_argument("--connections", type=counts, default=[1, 2, 8], metavar="N,...", help="at a time (1,2,8)")
    parser.add_argument("--steps", type=int, default=600, metavar="N", help="of the loop in each request (600)")
    parser.add_argument("--only", metavar="SUBSTR", default="", help="only servers whose name contains SUBSTR")
    harness.add_record(parser)
    options = parser.parse_args()
    if not shutil.which("wrk"):
        parser.error("wrk is not installed (apt-get install wrk)")
    if min(options.rounds, options.seconds, options.steps, *options.connections) < 1:
        parser.error("rounds, seconds, steps and connections are 1 or more")
    if not any(options.only in name for name in SERVERS):
        parser.error(f"no server is called so; there are: {', '.join(SERVERS)}")
    return options, harness.resolve(parser, options.interp)


def main():
    hear_interrupts()
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # servers are stopped then, too
    options, interpreters = arguments()
    names = harness.labels(options.interp)
    wanted = [name for name in SERVERS if options.only in name]
    modules, servers = fetch(wanted)
    computed = work(interpreters, options.steps)
    rows = Rows(interpreters, options, modules)
    rows.warm(servers)
    for number in range(options.rounds):
        rows.turn(servers, number)

    print("what a request computes")
    harness.print_ratio_table(computed, names, "us", 1)
    tables = {"what a request computes": harness.ratio_table(computed, names, "us")}
    for figure, (title, unit, digits, better) in FIGURES.items():
        print(f"\n{title}")
        harness.print_ratio_table(rows.figures[figure], names, unit, digits, better=better)
        tables[title] = harness.ratio_table(rows.figures[figure], names, unit, better)
    harness.record(options, harness.chosen("servers", options.only), tables, dict(zip(names, interpreters)), options.rounds)
    return 1 if rows.failed or servers != wanted else 0


if __name__ == "__main__":
    sys.exit(main())
