#!/usr/bin/env python3
"""--dump and tools/top: what the threads of a running program do, asked by another process. The program was started without any option.

    attach_test.py --interp PATH [--interp PATH] [--only SUBSTR]

The last line printed is "N passed, N failed".
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from cases import case, expect, finish, has, named_cases, play
from processes import HANG_SECONDS, hear_interrupts, settle, settle_all

TOP = Path(__file__).resolve().parents[2] / "tools/top"
NOBODY = 65534


class Program:
    """A script that runs until the end of the `with` block. It says that it has begun; then its main thread waits or computes."""

    def __init__(self, interp, folder, source):
        (folder / "case.py").write_text(source)
        self.words = [interp, folder / "case.py"]

    def __enter__(self):
        self.process = subprocess.Popen(self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            expect(self.process.stdout.readline() == "begun\n", "it has not begun")
            settle(self.process.pid)
        except BaseException:
            self.__exit__()
            raise
        return self.process

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def run(*words, **options):
    return subprocess.run(list(map(str, words)), capture_output=True, text=True, timeout=HANG_SECONDS, **options)


def dump(interp, process):
    done = run(interp, "--dump", process.pid)
    expect((done.returncode, done.stderr) == (0, ""), done.returncode, done.stderr)
    return done.stdout


def refusal(interp, *words, status=1, **options):
    done = run(interp, *words, **options)
    expect(done.returncode == status and not done.stdout, done.returncode, done.stdout, done.stderr)
    return done.stderr


# Threads that only sleep on locks: nobody answers a question in such a program.
HANGS = """
import queue, threading, time
a, b, r = threading.Lock(), threading.Lock(), threading.RLock()
both, held, items = threading.Barrier(3), threading.Event(), queue.SimpleQueue()
def take(first, second):
    with first:
        both.wait()
        with second: pass
def hold():
    with r:
        held.set()
        time.sleep(1000)
def want():
    held.wait()
    with r: pass
work = {"one": (take, a, b), "two": (take, b, a), "holder": (hold,), "wanter": (want,), "\\u00e9": (items.get,)}
threads = [threading.Thread(target=f, args=args, name=name, daemon=True) for name, (f, *args) in work.items()]
for t in threads: t.start()
both.wait()
print("begun", flush=True)
threads[0].join()
"""
ALL_HANG = (r"^one .* waits for the Lock", r"^two .* waits for the Lock", r"^wanter .* waits for the RLock", r"^MainThread .* waits for the end",
            r"^holder .* time to pass", r"^\\xe9 .* waits for an item")


def dump_when(interp, process, *patterns):
    """The dump, when all threads have come to where the patterns say."""
    for _ in range(HANG_SECONDS * 20):
        text = dump(interp, process)
        if all(re.search(pattern, text, re.MULTILINE) for pattern in patterns):
            return text
        time.sleep(0.05)
    has(text, *patterns)


@case
def a_program_that_hangs_shows_who_waits_for_whom(interp, folder):
    with Program(interp, folder, HANGS) as process:
        text = dump_when(interp, process, *ALL_HANG)
    has(text, rf"^{Path(interp).name} {process.pid}, with(out)? a GIL: 6 threads$",
        r"^MainThread \(1, LWP \d+\) waits for the end of one\n.* in join\n  File \".*case\.py\", line 21 in <module>$",
        r"^one \(\d+, LWP \d+\) waits for the Lock 0x\w+, which two took at \S*case\.py:6, in take\n  File \".*case\.py\", line 8 in take$",
        r"^two \(\d+, LWP \d+\) waits for the Lock 0x\w+, which one took at \S*case\.py:6, in take\n",
        r"^holder \(\d+, LWP \d+\) waits for time to pass\n  File \".*case\.py\", line 12 in hold$",
        r"^wanter \(\d+, LWP \d+\) waits for the RLock 0x\w+, which holder took at \S*case\.py:10, in hold\n",
        r"^\\xe9 \(\d+, LWP \d+\) waits for an item of a queue$",
        r"^Deadlock: threads wait for each other in a circle: (one, two|two, one)$")


WAITS_FOR_OBJECTS = """
import queue, threading
condition = threading.Condition()
def wait():
    with condition: condition.wait()
work = {"getter": queue.Queue().get, "listener": threading.Event().wait, "waiter": wait}
threads = [threading.Thread(target=f, name=name, daemon=True) for name, f in work.items()]
for t in threads: t.start()
print("begun", flush=True)
threads[0].join()
"""


@case
def a_lock_is_named_after_the_object_that_it_is_a_part_of(interp, folder):
    with Program(interp, folder, WAITS_FOR_OBJECTS) as process:
        dump_when(interp, process, r"^getter .* waits for the Lock 0x\w+ of a Queue$", r"^listener .* waits for the Lock 0x\w+ of an Event$",
                  r"^waiter .* waits for the Lock 0x\w+ of a Condition$")


COMPUTES = """
def work():
    n = 0
    while True:
        n += 1
        n -= 1
        if n < 0: break
print("begun", flush=True)
work()
"""


@case
def a_program_that_computes_shows_its_line_of_now(interp, folder):
    with Program(interp, folder, COMPUTES) as process:
        lines = set()
        for _ in range(30):
            text = dump(interp, process)
            found = re.search(r'^MainThread \(1, LWP \d+\) runs Python\n  File ".*case\.py", line (\d+) in work\n  File ".*case\.py", line 9 in <module>$', text, re.MULTILINE)
            expect(found, text)
            lines.add(int(found[1]))
        expect(lines <= {3, 4, 5, 6, 7} and len(lines) > 1, lines)  # in a slow path: the line that was saved last
        # It runs on, and nobody traces it.
        status = Path(f"/proc/{process.pid}/status").read_text()
        expect("TracerPid:\t0\n" in status and "State:\tR" in status, status)


@case
def native_code_shows_the_line_that_has_called_it(interp, folder):
    with Program(interp, folder, "def work():\n    while True:\n        sum(range(10**6))\nprint('begun', flush=True)\nwork()\n") as process:
        for _ in range(5):
            has(dump(interp, process), r"line [23] in work$")


@case
def threads_that_sleep_are_not_woken(interp, folder):
    def switches():
        tasks = sorted(Path(f"/proc/{process.pid}/task").iterdir())
        return [re.findall(r"ctxt_switches:\t(\d+)", (task / "status").read_text()) for task in tasks]

    with Program(interp, folder, HANGS) as process:
        dump_when(interp, process, *ALL_HANG)
        settle_all(process.pid)
        before = switches()
        for _ in range(10):
            dump(interp, process)
        expect(switches() == before, before, switches())


@case
def no_call_is_interrupted(interp, folder):
    """poll() and epoll_wait() end with EINTR when their thread is stopped; a script that calls them by ctypes would see it."""
    with Program(interp, folder, """
import ctypes, threading
libc = ctypes.CDLL(None, use_errno=True)
def wait(f, *args):
    f(*args)
    print("interrupted", ctypes.get_errno(), flush=True)
events = ctypes.create_string_buffer(1000)
threading.Thread(target=wait, args=(libc.epoll_wait, libc.epoll_create1(0), events, 1, -1), daemon=True).start()
threading.Thread(target=wait, args=(libc.poll, None, 0, -1), daemon=True).start()
lines = []
threading.Thread(target=lambda: lines.append(input())).start()
print("begun", flush=True)
n = 0
while not lines: n = (n + 1) % 1000
print("over", flush=True)
""") as process:
        for _ in range(30):
            dump(interp, process)
        print(file=process.stdin, flush=True)
        expect(process.stdout.read() == "over\n", "disturbed")


@case
def a_stopped_program_stays_stopped(interp, folder):
    with Program(interp, folder, COMPUTES) as process:
        process.send_signal(signal.SIGSTOP)
        os.waitpid(process.pid, os.WUNTRACED)
        has(dump(interp, process), r"line \d in work$")
        time.sleep(0.1)
        expect("State:\tT" in Path(f"/proc/{process.pid}/status").read_text(), "it runs")


@case
def signals_that_arrive_meanwhile_are_delivered(interp, folder):
    with Program(interp, folder, """
import signal
got = 0
def count(*_):
    global got
    got += 1
signal.signal(signal.SIGUSR1, count)
print("begun", flush=True)
seen = 0
while got < 20:
    if got != seen:
        seen = got
        print("got", seen, flush=True)
""") as process:
        for n in range(1, 20):
            asks = [subprocess.Popen([interp, "--dump", str(process.pid)], stdout=subprocess.DEVNULL) for _ in range(2)]
            process.send_signal(signal.SIGUSR1)
            expect(process.stdout.readline() == f"got {n}\n", "lost")
            for ask in asks:
                ask.wait()


@case
def json_is_for_other_programs(interp, folder):
    with Program(interp, folder, HANGS) as process:
        done = run(interp, "--dump=json", process.pid)
        found = json.loads(done.stdout)
        expect(found["pid"] == process.pid and found["free_threaded"] == (Path(interp).name != "tinypy"), found)
        main = next(t for t in found["threads"] if t["main"])
        expect(main["name"] == "MainThread" and main["native_id"] == process.pid and "in <module>" in main["stack"][-1], main)
    no_utf8 = os.fsencode(folder) + b"/\xff"
    os.mkdir(no_utf8)
    with Program(shutil.copy(interp, no_utf8 + b"/copy"), folder, HANGS) as process:
        expect(json.loads(run(interp, "--dump=json", process.pid).stdout)["program"] == f"{folder}/\ufffd/copy", "no UTF-8")


@case
def top_shows_programs_that_were_not_started_for_it(interp, folder):
    with Program(interp, folder, HANGS) as process:
        done = run(TOP, "--once", "--stacks", process.pid)
        expect(done.returncode == 0, done.stderr)
        has(done.stdout, r": 6 threads$", r"^ +1  MainThread .*waits for the end of one", r"case\.py:21 <module>$")
    done = run(TOP, "--once", os.getpid())
    expect(done.returncode == 1 and "no program" in done.stderr, done)


@case
def top_says_why_it_cannot_look(interp, folder):
    copy = folder / Path(interp).name
    shutil.copy(interp, copy)
    with Program(copy, folder, HANGS) as process:
        copy.chmod(0o644)  # nobody can start it again
        done = run(TOP, "--once", process.pid)
        expect(done.returncode == 1 and "Permission denied" in done.stderr and "Traceback" not in done.stderr, done)


@case
def other_processes_are_refused_with_the_reason(interp, folder):
    expect("--dump: there is no process 2147483647\n" in refusal(interp, "--dump", 2**31 - 1), "gone")
    expect(refusal(interp, "--dump", os.getpid()).endswith(f"process {os.getpid()} is not tinypy, but {os.path.realpath(f'/proc/{os.getpid()}/exe')}\n"), "python")
    for wrong in ("x", "", "0", "-1", "99999999999", "1x"):
        expect(f"not the number of a process: '{wrong}'" in refusal(interp, "--dump", wrong, status=2), wrong)
    expect("Argument expected" in refusal(interp, "--dump", status=2), "no number")
    expect("there are --dump and --dump=json" in refusal(interp, "--dump=html", "1", status=2), "form")


@case
def another_build_is_refused_and_told_by_whom_it_is_read(interp, folder):
    other = folder / "tinypy-other"
    shutil.copy(interp, other)
    with Program(interp, folder, COMPUTES) as process:
        has(run(other, "--dump", process.pid).stdout, r"in work$")  # a copy is the same program
        with other.open("ab") as file:
            file.write(b"\0")
        expect(refusal(other, "--dump", process.pid).endswith(f"That one can read it: /proc/{process.pid}/exe --dump {process.pid}\n"), "no advice")
        has(run(f"/proc/{process.pid}/exe", "--dump", process.pid).stdout, r"in work$")


@case
def another_user_is_refused(interp, folder):
    if os.geteuid() != 0:
        return print("another user cannot be tried: only root can become one")
    copy = folder / "tinypy-t"  # where that user may look
    folder.chmod(0o755)
    shutil.copy(interp, copy)
    with Program(interp, folder, COMPUTES) as process:
        said = refusal(copy, "--dump", process.pid, user=NOBODY, group=NOBODY, extra_groups=[])
        expect(said.endswith(f"process {process.pid} belongs to another user\n"), said)


@case
def one_that_has_ended_is_refused(interp, folder):
    process = subprocess.Popen([interp, "-c", "pass"])
    while "State:\tZ" not in Path(f"/proc/{process.pid}/status").read_text():
        time.sleep(0.01)
    expect(f"process {process.pid} has ended\n" in refusal(interp, "--dump", process.pid), "a zombie")
    process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True)
    parser.add_argument("--only", default="", metavar="SUBSTR")
    options = parser.parse_args()
    hear_interrupts()
    return finish([play(named_cases(), interp, only=options.only, label=f"{Path(interp).name}: ") for interp in map(os.path.abspath, options.interp)])


if __name__ == "__main__":
    sys.exit(main())
