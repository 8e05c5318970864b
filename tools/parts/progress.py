#!/usr/bin/env python3
"""Runs ninja in a folder, and tells on standard error how far it is: on a terminal in one line, elsewhere by a line every half minute.

    progress.py FOLDER [TARGET...]

Quiet when nothing is to be done. What the compiler says appears when ninja has ended. The folder remembers how long a build has taken. Two builds in
one folder would spoil each other's files: the second one waits.
"""

import fcntl
import json
import os
import queue
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

STEP = re.compile(r"\[(\d+)/(\d+)\] (.*)")
SECONDS = {True: 0.2, False: 30}  # between two looks, by whether there is a terminal
QUIET_SECONDS = 2  # what takes less is not worth a word


def duration(seconds):
    minutes, seconds = divmod(round(seconds), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


class Memory:
    """How long the last build in a folder took. One of a few files does not replace that of all."""

    def __init__(self, folder):
        self.path = Path(folder, "last_build.json")
        try:
            self.steps, self.seconds = json.loads(self.path.read_text())
        except (OSError, ValueError, TypeError):
            self.steps = self.seconds = 0

    def remember(self, steps, seconds):
        if steps * 2 > self.steps:
            self.path.write_text(json.dumps([steps, round(seconds, 1)]) + "\n")

    def __str__(self):
        return f"; last time {self.steps} in {duration(self.seconds)}" if self.steps else ""


class Display:
    def __init__(self, name, memory):
        self.name, self.memory = name, memory
        self.is_terminal = sys.stderr.isatty()
        self.began = time.monotonic()
        self.next_at = self.began + (QUIET_SECONDS if self.is_terminal else SECONDS[False])

    def seconds(self):
        return time.monotonic() - self.began

    def show(self, done, steps, what):
        if not steps or time.monotonic() < self.next_at:
            return
        self.next_at = time.monotonic() + SECONDS[self.is_terminal]
        text = f"{self.name}: {done} of {steps} steps, {duration(self.seconds())}{self.memory}"
        if self.is_terminal:
            width = os.get_terminal_size(sys.stderr.fileno()).columns or 80  # 0: it does not know
            text = "\r\x1b[K" + f"{text}: {what}"[:width - 1]
        sys.stderr.write(text if self.is_terminal else text + "\n")
        sys.stderr.flush()

    def clear(self):
        if self.is_terminal:
            sys.stderr.write("\r\x1b[K")


def said(lines):
    """What is said besides the steps, each part below the step that has said it."""
    following = [*lines[1:], "ninja: end"]
    return [line for line, after in zip(lines, following) if not STEP.match(line) or not (STEP.match(after) or after.startswith("ninja: "))]


def watch(process, display):
    """(all lines of ninja's output, the number of steps)"""
    arrived, lines = queue.Queue(), []

    def read():
        for line in process.stdout:
            arrived.put(line)
        arrived.put(None)

    threading.Thread(target=read, daemon=True).start()
    done, steps, what = 0, 0, ""
    while True:
        try:
            line = arrived.get(timeout=1)
        except queue.Empty:  # a step that takes long
            display.show(done, steps, what)
            continue
        if line is None:
            return lines, steps
        lines.append(line.rstrip("\n"))
        if step := STEP.match(line):
            done, steps, what = int(step[1]), int(step[2]), step[3].strip()
        display.show(done, steps, what)


def take_turn(folder):
    """A file that is locked until it is closed, by this program and by what it starts: ninja may outlive a killed program."""
    lock = open(Path(folder, "building.lock"), "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"{Path(folder).name}: waits for another build in this folder", file=sys.stderr, flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def main(folder, *targets):
    with take_turn(folder) as lock:
        return build(folder, targets, lock)


def build(folder, targets, lock):
    memory = Memory(folder)
    display = Display(Path(folder).name, memory)
    process = subprocess.Popen(["ninja", "-C", folder, *targets], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               errors="backslashreplace", env={**os.environ, "NINJA_STATUS": "[%f/%t] "}, pass_fds=[lock.fileno()])
    try:
        lines, steps = watch(process, display)
    except KeyboardInterrupt:  # ninja has got it, too
        display.clear()
        process.wait()
        return 130
    display.clear()
    status = process.wait()
    if status:
        print("\n".join(said(lines)), file=sys.stderr)
    elif steps:
        memory.remember(steps, display.seconds())
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
