#!/usr/bin/env python3
"""Programs whose requests for memory and system calls fail: none may crash, hang, or print something wrong.

    fault_test.py --interp build/tinypy-t [--interp build/tinypy] [--only SUBSTR] [--sample N | --all] [--seed N] [--jobs N]

The programs are faults/*.py. Three kinds of cases, chosen with --only too:

    memory/PROGRAM     requests for memory fail: number N alone, or N and all after it. Only builds with -Ddebug_checks=true can do that
                       (--fail-alloc); with others these cases are left out.
    calls/PROGRAM      system calls fail, by a library that is loaded in front of the C library: build the target failing_calls, which is looked
                       for beside the interpreter
    cache/CASE         the folder of the bytecode cache is full, foreign, damaged, or used by several processes at once

A program without memory ends as it would have, or with a MemoryError. N is drawn from equal parts of the count of requests, --sample of them for each
kind of request; --all takes every N, which is many hours for all programs. The last line printed is "N passed, N failed".
"""

import argparse
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import clean_environment  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = sorted((ROOT / "faults").glob("*.py"))
TIMEOUT_SECONDS = 120
FINDINGS = ("Fatal error", "AddressSanitizer", "ThreadSanitizer", "runtime error:", "assertion failed", "SystemError", "GNU MP:")
SHOWN_LINES = 12

# What a call may fail with. The errors of the first group must not be noticed: the call is made again.
RETRIED = {name: ["EINTR"] for name in "open openat read write select poll epoll_wait waitpid connect accept4 recv send".split()}
FAILING = {
    "open": ["EMFILE", "EACCES"], "openat": ["EMFILE", "ENOENT"], "close": ["EINTR", "EIO"], "read": ["EIO", "EAGAIN"], "write": ["ENOSPC", "EIO", "EAGAIN"],
    "pread": ["EIO"], "pwrite": ["ENOSPC"], "lseek": ["ESPIPE"], "ftruncate": ["EFBIG"], "stat": ["EACCES"], "fstat": ["EIO"], "lstat": ["ENOENT"],
    "fstatat": ["ELOOP"], "access": ["EACCES"], "mkdir": ["ENOSPC"], "mkdirat": ["EROFS"], "rename": ["ENOSPC"], "renameat": ["EXDEV"],
    "unlink": ["EBUSY"], "unlinkat": ["EPERM"], "readlink": ["EINVAL"], "readlinkat": ["ENOENT"], "getcwd": ["ENOENT"], "realpath": ["ENOENT"],
    "isatty": ["ENOTTY"], "opendir": ["EMFILE"], "fdopendir": ["ENOMEM"], "readdir": ["EIO"], "mmap": ["ENOMEM"],
    "madvise": ["EINVAL"], "pthread_create": ["EAGAIN"], "fork": ["EAGAIN"], "pipe2": ["EMFILE"], "dup": ["EMFILE"], "dup2": ["EMFILE"],
    "dup3": ["EMFILE"], "fcntl": ["EBADF"], "ioctl": ["ENOTTY"], "select": ["ENOMEM"], "poll": ["ENOMEM"], "epoll_create1": ["EMFILE"],
    "epoll_ctl": ["ENOMEM"], "epoll_wait": ["EBADF"], "socket": ["EMFILE"], "socketpair": ["EMFILE"], "connect": ["ECONNREFUSED"],
    "mi_malloc": ["ENOMEM"], "mi_zalloc": ["ENOMEM"], "mi_realloc": ["ENOMEM"], "mi_malloc_aligned": ["ENOMEM"],
    "send": ["EPIPE"], "recv": ["ECONNRESET"], "getrandom": ["ENOSYS"], "waitpid": ["ECHILD"],
}


VITAL_AT_THE_START = ("mmap", "getrandom")


@dataclass
class Outcome:
    status: int | str
    output: str
    error: str


def environment(cache, **more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "FAILING", "COUNTED", "LD_PRELOAD"))}
    kept.update(LC_ALL="C.UTF-8", PYTHONHASHSEED="0", XDG_CACHE_HOME=str(cache), **more)
    return kept


def run(command, env, **options):
    process = subprocess.Popen([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               errors="backslashreplace", env=env, start_new_session=True, **options)
    try:
        output, error = process.communicate(timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, error = process.communicate()
        return Outcome("timed out", output, error)
    return Outcome(process.returncode, output, error)


def tail(text):
    return ["    " + line for line in text.rstrip().splitlines()[-SHOWN_LINES:]]


def broken(outcome):
    """What no failure excuses, or an empty string."""
    if not isinstance(outcome.status, int) or outcome.status < 0:
        return f"status {outcome.status}"
    return next((f'prints "{finding}"' for finding in FINDINGS if finding in outcome.error + outcome.output), "")


def strata(count, sample, chance):
    """Numbers from 1 to count, one from each of `sample` equal parts."""
    if sample >= count:
        return list(range(1, count + 1))
    return [chance.randint(n * count // sample + 1, (n + 1) * count // sample) for n in range(sample)]


# ---- memory


def counted_requests(interpreter, program, cache):
    """{kind: count}, and the run without failures; twice, as the first run fills the cache."""
    for _ in range(2):
        whole = run([interpreter, "--fail-alloc", "count", program], environment(cache))
    lines = whole.error.splitlines()
    counts = {kind: int(count) for kind, count in (line.split() for line in lines[-4:])} if whole.status == 0 and len(lines) >= 4 else {}
    return counts, whole


def memory_complaint(whole, outcome, lasting, kind):
    """What is wrong with a run in which requests for memory failed, or an empty string."""
    if kind == "new" and lasting and outcome.error.endswith("Fatal error: out of memory\n"):
        return ""  # the reserve of 8 MB for what cannot do without memory is used up: README.md says so
    if complaint := broken(outcome):
        return complaint
    reported = "MemoryError" in outcome.error or "can't start new thread" in outcome.error
    if outcome.status == 0:
        wrong = outcome.output != whole.output and not reported  # what cannot be raised is printed: "Exception ignored in"
        return "prints something else, and no error" if wrong else ""
    if outcome.status not in (1, 120):
        return f"status {outcome.status}"
    if not reported and not lasting:
        return "ends with another error than MemoryError"
    return ""


def plans(once, program, options, chance):
    """A failure alone, or one after which there is never memory again: then a thread cannot tell another one, which waits for it, that it gives up."""
    if "\n# waits for threads" in program.read_text():
        return [once]
    return [once, once + "-"] if options.all else [chance.choice([once, once + "-"])]


def memory_case(interpreter, program, options):
    """The complaints."""
    with tempfile.TemporaryDirectory() as cache:
        counts, whole = counted_requests(interpreter, program, cache)
        if not counts:
            return [f"fails by itself: status {whole.status}", *tail(whole.error)]
        complaints = []
        for kind, count in counts.items():
            chance = random.Random(f"{options.seed} {program.name} {kind}")
            for n in strata(count, options.sample, chance):
                for plan in plans(f"{kind}:{n}", program, options, chance):
                    outcome = run([interpreter, "--fail-alloc", plan, program], environment(cache))
                    if complaint := memory_complaint(whole, outcome, plan.endswith("-"), kind):
                        complaints += [f"--fail-alloc {plan}: {complaint}", *tail(outcome.error)]
        return complaints


def has_fail_alloc(interpreter):
    return subprocess.run([interpreter, "--fail-alloc", "count", "-c", ""], capture_output=True).returncode == 0


# ---- system calls


def preloaded(interpreter):
    library = Path(interpreter).resolve().parent / "libfailing_calls.so"
    return str(library) if library.exists() else ""


def counted_calls(command, cache):
    """{name: count}, and the run without failures; twice, as the first run fills the cache."""
    interpreter = command[0]
    for _ in range(2):
        with tempfile.NamedTemporaryFile("r") as counts:
            whole = run(command, environment(cache, LD_PRELOAD=preloaded(interpreter), COUNTED_CALLS=counts.name))
            lines = counts.read().splitlines()
    most = {}
    for name, count in (line.split() for line in lines):
        most[name] = max(most.get(name, 0), int(count))
    return most, whole


def calls_complaint(whole, outcome, retried):
    if complaint := broken(outcome):
        return complaint
    if retried and (outcome.status, outcome.output) != (whole.status, whole.output):
        return f"is not made again: status {outcome.status}"
    return ""


def calls_case(interpreter, program, options):
    """The complaints. Memory that the system refuses while the program starts is another thing: then there is nobody who could say so."""
    with tempfile.TemporaryDirectory() as cache:
        counts, whole = counted_calls([interpreter, program], cache)
        start, _ = counted_calls([interpreter, "-c", ""], cache)
        if whole.status != 0:
            return [f"fails by itself: status {whole.status}", *tail(whole.error)]
        complaints = []
        for name, count in sorted(counts.items()):
            skipped = start.get(name, 0) if name in VITAL_AT_THE_START or name.startswith("mi_") else 0
            chance = random.Random(f"{options.seed} {program.name} {name}")
            for error in RETRIED.get(name, []) + FAILING.get(name, []):
                for n in strata(max(count - skipped, 0), options.sample, chance):
                    first = n + skipped
                    retried = error in RETRIED.get(name, [])
                    last = 1 << 40 if not retried and chance.randint(0, 1) else first
                    plan = f"{name}:{getattr(errno, error)}:{first}-{last}"
                    outcome = run([interpreter, program], environment(cache, LD_PRELOAD=preloaded(interpreter), FAILING_CALLS=plan))
                    if complaint := calls_complaint(whole, outcome, retried):
                        complaints += [f"FAILING_CALLS={plan} ({error}): {complaint}", *tail(outcome.error)]
        return complaints


# ---- the cache

MODULE = "cached_module_of_the_test"
CACHE_CASES = []


def cache_case(function):
    CACHE_CASES.append(function)
    return function


class CachedModule:
    """A module whose compiled code lies in a cache, and says "old"; its source says "new", and looks unchanged. What an import prints tells whether the
    cache has been used."""

    def __init__(self, interpreter, folder):
        self.interpreter, self.folder, self.cache = interpreter, Path(folder, "source"), Path(folder, "cache")
        self.folder.mkdir()
        self.cache.mkdir(mode=0o700)
        self.source = self.folder / f"{MODULE}.py"
        self.write("old")
        self.imported()
        times = self.source.stat()
        self.write("new")
        os.utime(self.source, ns=(times.st_atime_ns, times.st_mtime_ns))

    def write(self, said):
        self.source.write_text(f"print('{said}')\n")

    def imported(self, *options, **more):
        env = environment(self.cache) | {"PYTHONPATH": str(self.folder)} | more
        env = {k: v for k, v in env.items() if v is not None}
        return run([self.interpreter, *options, "-c", f"import {MODULE}"], env)

    def folders(self):
        """Of importlib, and of what is read before it."""
        found = sorted((self.cache / "tinypy").iterdir())
        assert len(found) == 2, found
        return found

    def library_files(self):
        [folder] = (f for f in self.folders() if f.name != "pycache")
        found = sorted(folder.iterdir())
        assert found, "nothing of the library has been cached"
        return found


def expect(outcome, said):
    got = outcome.output.strip()
    return [] if (outcome.status, got) == (0, said) else [f"status {outcome.status}, prints {got!r}, expected {said!r}", *tail(outcome.error)]


@cache_case
def is_used(module):
    return expect(module.imported(), "old")


@cache_case
def writable_by_others_is_not_used(module):
    for folder in module.folders():
        folder.chmod(0o777)
    return expect(module.imported(), "new")


@cache_case
def in_a_folder_writable_by_others_is_not_used(module):
    (module.cache / "tinypy").chmod(0o775)
    return expect(module.imported(), "new")


@cache_case
def of_another_user_is_not_used(module):
    if os.geteuid() != 0:
        return []  # only root can give a folder away
    for folder in module.folders():
        os.chown(folder, 65534, 65534)
    return expect(module.imported(), "new")


@cache_case
def without_home_there_is_none(module):
    return expect(module.imported(XDG_CACHE_HOME=None, HOME=None), "new")


@cache_case
def below_a_file_there_is_none(module):
    return expect(module.imported(XDG_CACHE_HOME=None, HOME=str(module.source)), "new")


@cache_case
def a_link_in_its_place_is_followed_to_a_folder_of_the_user(module):
    (module.cache / "tinypy").rename(module.cache / "moved")
    (module.cache / "tinypy").symlink_to("moved")
    return expect(module.imported(), "old")


@cache_case
def a_pipe_in_place_of_a_library_file_does_not_block(module):
    for image in module.library_files():
        image.unlink()
        os.mkfifo(image)
    return expect(module.imported(), "old")


@cache_case
def folders_and_rubbish_in_place_of_library_files_are_passed_over(module):
    for n, image in enumerate(module.library_files()):
        whole = image.read_bytes()
        image.unlink()
        if n % 3 == 0:
            image.mkdir()
        else:
            image.write_bytes(whole[:n * 7 % 40] if n % 3 == 1 else os.urandom(500))
    return expect(module.imported(), "old")


@cache_case
def a_full_disk_is_no_reason_to_fail(module):
    shutil.rmtree(module.cache / "tinypy")
    options = {"LD_PRELOAD": preloaded(module.interpreter), "FAILING_CALLS": f"write:{errno.ENOSPC}:1-100000"}
    program = f"import sys, {MODULE}; sys.stdout = None"  # what it prints cannot be written either
    outcome = run([module.interpreter, "-c", program], environment(module.cache) | {"PYTHONPATH": str(module.folder)} | options)
    left = [p for p in module.cache.rglob("*") if p.is_file()]
    complaint = broken(outcome)
    return [complaint, *tail(outcome.error)] if complaint else [f"left: {p}" for p in left] + expect(module.imported(), "new")


@cache_case
def several_processes_fill_it_at_once(module):
    shutil.rmtree(module.cache / "tinypy")
    program = "import json, decimal, ast, asyncio; print(json.dumps([1]), decimal.Decimal(2))"
    command, env = [module.interpreter, "-c", program], environment(module.cache)
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: run(command, env), range(8)))
    outcomes.append(run(command, env))
    odd = [str(p) for p in module.cache.rglob("*") if p.is_file() and p.name != "key" and not p.name.endswith((".pyc", ">c"))]
    return [line for outcome in outcomes for line in expect(outcome, "[1] 2")] + [f"left: {p}" for p in odd]


def run_cache_case(interpreter, case):
    with tempfile.TemporaryDirectory() as folder:
        return case(CachedModule(interpreter, folder))


# ---- all


def all_cases(interpreter):
    """(name, function of the options that returns the complaints)"""
    if has_fail_alloc(interpreter):
        for program in PROGRAMS:
            yield f"memory/{program.stem}", lambda options, program=program: memory_case(interpreter, program, options)
    if preloaded(interpreter):
        for program in PROGRAMS:
            yield f"calls/{program.stem}", lambda options, program=program: calls_case(interpreter, program, options)
    for case in CACHE_CASES:
        if preloaded(interpreter) or "full" not in case.__name__:
            yield f"cache/{case.__name__}", lambda options, case=case: run_cache_case(interpreter, case)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True)
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--sample", type=int, default=4, help="failures of each kind for each program")
    parser.add_argument("--all", action="store_true", help="every failure there can be")
    parser.add_argument("--seed", default="0", help="chooses the sample")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    if options.all:
        options.sample = 1 << 40
    passed = failed = 0
    for interpreter in options.interp:
        chosen = [(name, case) for name, case in all_cases(interpreter) if options.only in name]
        with ThreadPoolExecutor(options.jobs) as pool:
            for (name, _), complaints in zip(chosen, pool.map(lambda c: c[1](options), chosen)):
                passed += not complaints
                failed += bool(complaints)
                if complaints:
                    print(f"FAIL {interpreter} {name}", *(f"    {line}" for line in complaints), sep="\n", flush=True)
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
