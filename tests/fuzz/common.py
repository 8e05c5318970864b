"""What the fuzz targets share: options, interpreters, cases played in batches, the reducer of lists, the last line.

A target makes cases (JSON values) from seeds and gives many at a time to a worker, a script that the interpreter under test runs. The worker
writes a line for each case that it has played (worker.py), so that a process that dies or hangs has told which case it was at.
"""

import argparse
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
FINDINGS = ("WARNING: ThreadSanitizer", "ERROR: AddressSanitizer", "runtime error:", "assertion failed", "Fatal error")
SHOWN_CHARACTERS = 4000
SHOWN_OF_A_KIND = 2  # failures of one signature that are printed; the others are counted
MEMORY_LIMIT = 1 << 30
STALL_SECONDS = 30   # of processor time, or of sleep, without another finished case: the process hangs


@dataclass
class Interpreter:
    """A program and the options that it is started with."""

    path: str
    version: tuple = (0, 0)
    is_cpython: bool = False
    options: tuple = ()

    @property
    def name(self):
        return os.path.basename(self.path)

    @functools.cached_property
    def memory_limit(self):
        """Bytes of address space for a worker; 0, no limit, for a program that reserves address space for a sanitizer."""
        return 0 if b"AddressSanitizer" in Path(shutil.which(self.path)).read_bytes() else MEMORY_LIMIT


@dataclass
class Death:
    """How a worker ended while it played a case: by a signal, a status that is no worker's, a sanitizer's word, or not at all."""

    status: int
    said: str
    hung: bool = False

    @property
    def signature(self):
        """What deaths of one cause have in common, as far as can be seen from outside."""
        if self.hung:
            return "hangs"
        for line in self.said.splitlines():
            if any(f in line for f in FINDINGS):
                return line.split("ERROR: ")[-1].split(" on ")[0][:120]
        return f"signal {-self.status}" if self.status < 0 else f"status {self.status}"

    def __str__(self):
        head = "hangs" if self.hung else f"ends with status {self.status}"
        return head + ("\n" + self.said if self.said else "")


@dataclass
class Failure:
    """A case that went wrong. The signature groups failures that probably have one cause."""

    seed: int
    signature: str
    text: str


@dataclass
class Report:
    """What came of one round of cases."""

    passed: int = 0
    failures: list = field(default_factory=list)
    counts: dict = field(default_factory=dict)  # further figures of the target, added up

    def count(self, name, number=1):
        self.counts[name] = self.counts.get(name, 0) + number


def probe(path):
    """Asks a program for its version. A path is made absolute: workers run in folders of their own."""
    path = os.path.abspath(path) if os.sep in path else path
    question = "import sys; print(sys.version_info[0], sys.version_info[1], sys.implementation.name)"
    answer = subprocess.run([path, "-c", question], capture_output=True, text=True, timeout=60, env=environment())
    try:
        major, minor, name = answer.stdout.split()
        return Interpreter(path, (int(major), int(minor)), name == "cpython")
    except ValueError:
        sys.exit(f"{path} does not tell its version: {answer.stderr}")


def with_library_of(interpreter, reference):
    """The interpreter, with the library of the CPython that it is compared with."""
    question = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    library = subprocess.run([reference.path, "-c", question], capture_output=True, text=True, timeout=60).stdout.strip()
    return probe_with(interpreter, ("--lib", library))


def probe_with(interpreter, options):
    return Interpreter(interpreter.path, interpreter.version, interpreter.is_cpython, options)


def environment(hash_seed=0):
    """Without the caller's settings of Python, and with the same hashes each time; sanitizers end a process with a status of their own and do not look for leaks."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    kept.update(LC_ALL="C.UTF-8", TZ="UTC", NO_COLOR="1", PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED=str(hash_seed))
    kept["ASAN_OPTIONS"] = kept.get("ASAN_OPTIONS", "") + ":detect_leaks=0:allocator_may_return_null=1"
    return kept


def run_worker(interpreter, worker, cases, stall=STALL_SECONDS, hash_seed=0):
    """Plays cases in one process: (results of those that were finished, Death or None)."""
    with tempfile.TemporaryDirectory(prefix="tinypy-fuzz-") as folder:
        given, results = Path(folder, "cases"), Path(folder, "results")
        given.write_text(json.dumps(cases))
        results.touch()
        said = Path(folder, "said")
        with said.open("wb") as output:
            command = [interpreter.path, *interpreter.options, str(HERE / worker), str(given), str(results), str(interpreter.memory_limit)]
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=folder,
                                       env=environment(hash_seed), start_new_session=True)
            hung = not wait_while_it_works(process, results, stall)
            end_group(process)
        lines = results.read_text().split("\n")[:-1]
        text = said.read_bytes().decode("utf-8", "backslashreplace")
    return [json.loads(line) for line in lines], death_of(process.returncode, text, hung)


def death_of(status, text, hung):
    """The Death that a status and the words of a process mean, or None."""
    place = min((text.find(f) for f in FINDINGS if f in text), default=-1)
    if not hung and status == 0 and place < 0:
        return None
    shown = text[place:place + SHOWN_CHARACTERS] if place >= 0 else text[-SHOWN_CHARACTERS:]
    return Death(status, shown.rstrip(), hung)


def wait_while_it_works(process, results, stall):
    """True when the process has ended; False when it has used up `stall` seconds of processor time, or slept for as long, without another result."""
    size, used_before, awake, pause = -1, 0, 0, 0.001
    while True:
        try:
            process.wait(pause)
            return True
        except subprocess.TimeoutExpired:
            pause = min(pause * 2, 0.25)
        now, used, asleep = results.stat().st_size, processor_seconds(process.pid), all_sleep(process.pid)
        if now != size:
            size, used_before, awake = now, used, time.monotonic()
        elif not asleep:
            awake = time.monotonic()  # a busy machine lets it wait: that is no hang
        if used - used_before > stall or time.monotonic() - awake > stall:
            return False


def processor_seconds(pid):
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def all_sleep(pid):
    """Whether no thread of a process runs or would like to."""
    try:
        tasks = [Path(task, "stat").read_text().rpartition(")")[2].split()[0] for task in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return False
    return all(state == "S" for state in tasks)


def end_group(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def run_cases(interpreter, worker, cases, stall=STALL_SECONDS, hash_seed=0):
    """The result of each case, or the Death of the process that played it; the cases after it are played by another process."""
    results = []
    while len(results) < len(cases):
        done, death = run_worker(interpreter, worker, cases[len(results):], stall, hash_seed)
        results += done
        if death is None:
            break
        if len(results) < len(cases):
            results.append(death)
        else:
            results[-1] = death  # it died at the end: the last case stands for all
    return results


def culprits(interpreter, worker, cases, index):
    """The smallest list of cases found that still ends the process: the case alone if that is enough, else with some played before it."""
    def dies(chosen):
        return run_worker(interpreter, worker, chosen)[1] is not None

    alone = [cases[index]]
    if dies(alone):
        return alone
    before = minimise(cases[:index], lambda chosen: dies(chosen + alone), 60)
    return before + alone


def minimise(items, fails, tries=400):
    """The items without those that are not needed for `fails` to be true (delta debugging); at most `tries` questions."""
    size = max(len(items) // 2, 1)
    while items and tries > 0:
        removed_any, start = False, 0
        while start < len(items) and tries > 0:
            fewer = items[:start] + items[start + size:]
            tries -= 1
            if fails(fewer):
                items, removed_any = fewer, True
            else:
                start += size
        if size == 1 and not removed_any:
            break
        size = max(size // 2, 1)
    return items


def parser(doc):
    made = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--interp", action="append", required=True, metavar="PATH", help="interpreter to test; repeatable")
    made.add_argument("--reference", metavar="PATH", help="CPython to compare with (python3.13 if there is one, else python3)")
    made.add_argument("--seconds", type=float, default=10, metavar="N", help="how long")
    made.add_argument("--cases", type=int, default=0, metavar="N", help="how many, instead of how long")
    made.add_argument("--seed", type=int, default=1, metavar="S", help="of the first case; the next has the next number")
    made.add_argument("--jobs", type=int, default=1, metavar="J", help="batches at a time")
    made.add_argument("--reduce", type=int, default=40, metavar="N", help="rounds of making a failing case smaller; 0 shows it as it is")
    return made


def default_reference():
    """A CPython 3.13 if there is one that runs, else the CPython that is installed."""
    for name in "python3.13", os.path.expanduser("~/.pyenv/versions/3.13.0/bin/python3.13"):
        if shutil.which(name) and subprocess.run([name, "-c", ""], capture_output=True).returncode == 0:
            return name
    return "python3"


def parse(made):
    """The options, with the paths replaced by Interpreters; those under test get the library of the reference."""
    options = made.parse_args()
    options.reference = probe(options.reference or default_reference())
    options.interp = [probe(p) for p in options.interp]
    if options.reference.version != options.interp[0].version:
        options.interp = [i if i.is_cpython else with_library_of(i, options.reference) for i in options.interp]
    return options


def main(options, play, cases_a_round):
    """Calls play(options, seed, number of cases) -> Report until the time or the cases are over, prints failures; returns the exit status.

    play() is run in processes of a pool; options.known are signatures of failures that need not be made smaller any more.
    """
    sys.stdout.reconfigure(errors="backslashreplace")  # programs print surrogates
    total, shown = Report(), {}
    end = time.monotonic() + options.seconds
    seed, left = options.seed, options.cases
    running = set()
    with ProcessPoolExecutor(options.jobs) as pool:
        while True:
            while len(running) < options.jobs and (left > 0 if options.cases else time.monotonic() < end):
                number = min(cases_a_round, left) if options.cases else cases_a_round
                options.known = frozenset(signature for signature, count in shown.items() if count >= SHOWN_OF_A_KIND)
                running.add(pool.submit(play, options, seed, number))
                seed, left = seed + number, left - number
            if not running:
                break
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                add(total, future.result(), shown)
    for signature, number in shown.items():
        if number > SHOWN_OF_A_KIND:
            print(f"{number} failures of this kind: {signature}")
    if total.counts:
        print(", ".join(f"{number} {name}" for name, number in sorted(total.counts.items())))
    print(f"{total.passed} passed, {len(total.failures)} failed")
    return 1 if total.failures else 0


def add(total, report, shown):
    total.passed += report.passed
    total.failures += report.failures
    for name, number in report.counts.items():
        total.count(name, number)
    for failure in report.failures:
        shown[failure.signature] = shown.get(failure.signature, 0) + 1
        if shown[failure.signature] <= SHOWN_OF_A_KIND:
            print(f"FAIL seed {failure.seed}: {failure.signature}\n    " + failure.text.rstrip().replace("\n", "\n    "), flush=True)


def play_steps(options, worker, cases, steps):
    """A Report of cases whose result is a list of complaints and which play the steps named in "keep": failing ones are played with fewer."""
    report = Report()
    for interpreter in options.interp:
        results = run_cases(interpreter, worker, cases)
        for index, result in enumerate(results):
            if is_spoilt(interpreter, worker, cases[index], result):
                report.count("cases whose worker an earlier one had spoilt")
            elif result:
                failure = examine_steps(options, interpreter, worker, cases, index, result, steps)
                options.known |= {failure.signature}
                report.failures.append(failure)
            else:
                report.passed += 1
        report.count("cases played", len(results))
    return report


def is_spoilt(interpreter, worker, case, result):
    """Did the worker end with an exception of its own, as it does when an earlier case has changed what it is made of?"""
    is_exception = isinstance(result, Death) and result.status == 1 and not result.hung and not any(f in result.said for f in FINDINGS)
    if not is_exception:
        return False
    again, death = run_worker(interpreter, worker, [case])
    return death is None and not any(again)


def examine_steps(options, interpreter, worker, cases, index, result, steps):
    """The Failure of a case, with the fewest steps found that still show it."""
    case = cases[index]
    mark = result.signature if isinstance(result, Death) else result[0].partition(": ")[2]
    head = f"[{interpreter.name}, {case.get('threads', 1)} threads] "
    if not options.reduce or mark in options.known:
        return Failure(case["seed"], mark, head + shown(result))

    def fails(keep):
        again, death = run_worker(interpreter, worker, [dict(case, keep=keep)])
        return death is not None or any(again)

    if not fails(list(range(steps))):
        return Failure(case["seed"], mark, head + "not alone, or not every time\n" + shown(result))
    keep = minimise(list(range(steps)), fails, options.reduce * 3)
    again, death = run_worker(interpreter, worker, [dict(case, keep=keep, trace=True)])
    return Failure(case["seed"], mark, head + f"steps {keep}\n" + (str(death) if death else shown(again[0])))


def shown(result):
    return str(result) if isinstance(result, Death) else "\n".join(result)
