"""A part: one command that tests something, in one build, and what it says how many cases passed."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "tests/drivers"))
import scripts  # noqa: E402

LAST_LINE = re.compile(r"(\d+) passed, (\d+) failed")
DOCTEST = re.compile(r"test cases: +\d+ \| +(\d+) passed \| +(\d+) failed")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
PROGRAMS = ("tinypy-t", "tinypy")
HANG_SECONDS = 3 * 3600
SOURCES_OF_PACKAGES = "TINYPY_PACKAGE_SOURCES"  # the variable that names their folder
STABLE_HEADERS = "TINYPY_STABLE_HEADERS"  # the variable that names the folders of CPython 3.15's headers, with colons between them
# What every program is made of. A part's own files stand in its row.
SOURCES = ("gc", "runtime", "interp", "meson.build", "meson_options.txt", "tools/lib.sh", "tools/unit.cpp.in", "tools/clang.ini",
           "tools/gcc.ini", "tests/support")


def sources_of_packages():
    return os.environ.get(SOURCES_OF_PACKAGES)


def stable_headers():
    """Options that name the folders; empty: there are no such headers."""
    folders = os.environ.get(STABLE_HEADERS, "/usr/include/python3.15").split(":")
    is_there = any(Path(folder, "Python.h").is_file() for folder in folders)
    return " ".join(f"--stable-headers {folder}" for folder in folders) if is_there else ""


# What a command may name and a machine need not have.
FINDERS = {"reference": scripts.reference, "sources": sources_of_packages, "stable_headers": stable_headers}


@dataclass(frozen=True)
class Part:
    """`command` may contain {build}, the folder; {programs}, --interp for each of the targets that is a program; {reference}, a CPython 3.13;
    {sources}, the folder with the sources of packages; {stable_headers}, options with the folders of CPython 3.15's headers; {seconds}, how long;
    {slice}, which of the cases."""

    name: str
    command: str
    build: str = "release"
    targets: tuple = ()
    files: tuple = ()  # files and folders beside SOURCES that its result depends on
    ends: str = "counts"  # how the result is told: "counts" (the last line), "doctest", "status"
    slices: int = 1
    seconds: float = 0
    quick_slices: int = 0  # of a sample; 0: all cases
    quick_seconds: float = 0
    needs: tuple = ()  # programs of the machine
    as_root: bool = False

    @property
    def label(self):
        return f"{self.build}: {self.name}"

    def found(self):
        """{name in the command: what the machine has under it, if anything}"""
        return {name: find() for name, find in FINDERS.items() if f"{{{name}}}" in self.command}

    @property
    def can_run(self):
        """Whether the machine has what its command names and its row asks for."""
        return all(self.found().values()) and all(map(shutil.which, self.needs)) and (not self.as_root or os.geteuid() == 0)

    def words(self, folder):
        programs = " ".join(f"--interp {folder}/{target}" for target in self.targets if target in PROGRAMS)
        text = self.command.format(build=folder, programs=programs, seconds=f"{self.seconds:g}", slice="{slice}", **self.found())
        return text.split()

    def sliced(self):
        """The parts, each with some of the cases, that this one is run as."""
        if self.slices == 1:
            return [replace(self, command=self.command.replace("{slice}", ""))]
        return [self.slice(number, self.slices) for number in range(1, self.slices + 1)]

    def lasting(self, seconds):
        return replace(self, name=f"{self.name}, {seconds:g} s", seconds=seconds)

    def slice(self, number, count):
        return replace(self, name=f"{self.name} {number}/{count}", command=self.command.replace("{slice}", f"--slice {number}/{count}"), slices=1)


@dataclass
class Result:
    passed: int
    failed: int
    note: str = ""
    seconds: float = 0
    processor_seconds: float = 0  # of the processes that have ended

    def __str__(self):
        note = f" ({self.note})" if self.note else ""
        return f"{self.passed} passed, {self.failed} failed{note}"


def judge(ends, output, status):
    """A command that says nothing of its cases, or says that none failed and ends with an error, is a failure itself."""
    passed = failed = 0
    note = f"status {status}" if status else ""
    if ends == "status":
        return Result(int(not status), int(bool(status)), note)
    lines = COLOURS.sub("", output).rstrip("\n").split("\n")
    match = LAST_LINE.fullmatch(lines[-1]) if ends == "counts" else DOCTEST.search("\n".join(lines))
    if match:
        passed, failed = int(match[1]), int(match[2])
    else:
        note = "; ".join(filter(None, [note, "no result"]))
    if not failed and note:
        failed = 1
    return Result(passed, failed, note if failed else "")


def end_on_signals():
    """SIGTERM and the like end this program by an exception, as Ctrl-C does, so that what it has started is ended, too. A second one ends it at once."""
    def leave(number, frame):
        if Starting.by_main:
            Starting.put_off = lambda: leave(number, frame)
            return
        signal.signal(number, signal.SIG_DFL)
        sys.exit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, leave)


RUNNING = set()  # the processes of run(), in any thread


class Starting:
    """While it lives, a process is started and entered in RUNNING: no signal ends the program in between, and nobody kills all that run."""

    lock = threading.Lock()
    by_main = False  # the main thread, which alone handles signals, is about to start one
    put_off = None  # what a signal wants then

    def __enter__(self):
        self.is_main = threading.current_thread() is threading.main_thread()
        Starting.by_main |= self.is_main
        self.lock.acquire()

    def __exit__(self, *error):
        self.lock.release()
        if self.is_main:
            Starting.by_main = False
            leave, Starting.put_off = Starting.put_off, None
            if leave:
                leave()


def kill_running():
    """Ends all calls of run(): for Ctrl-C, which a thread does not see."""
    with Starting.lock:
        for process in list(RUNNING):
            scripts.signal_group(process)


def end(process):
    """Kills what is left of its group. Returns the seconds of processor time of the process and of the children that it has waited for."""
    scripts.signal_group(process)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime


def show_line(line):
    print(line, end="", flush=True)


def run(words, ends="counts", limit=HANG_SECONDS, show=show_line):
    """Runs a command in the project's folder, shows each line that it prints, and returns its result. Nothing that it has started is left. Several
    threads may call it."""
    began, kept = time.monotonic(), []
    # A shell in the background ignores Ctrl-C and Ctrl-\, nohup the end of a terminal, and so would every program that they start.
    process = timer = None
    try:
        with Starting():
            process = subprocess.Popen(["env", "--default-signal=INT,QUIT,HUP", *words], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                       stderr=subprocess.STDOUT, text=True, errors="backslashreplace", start_new_session=True)
            RUNNING.add(process)
            timer = threading.Timer(limit, os.killpg, [process.pid, signal.SIGKILL])
            timer.start()
        for line in process.stdout:
            kept.append(line)
            show(line)
    finally:
        if timer:
            timer.cancel()
        if process:
            RUNNING.discard(process)
            used = end(process)
    result = judge(ends, "".join(kept), process.returncode)
    result.seconds, result.processor_seconds = time.monotonic() - began, used
    return result
