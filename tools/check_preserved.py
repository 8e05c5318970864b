#!/usr/bin/env python3
"""Looks for rarely called functions that change registers which their callers believe untouched.

    tools/check_preserved.py BINARY [BINARY ...]     status 1 and one line for each such function

TINYPY_RARE (gc/base/bits.h) makes a function give back nearly all registers as it has found them. clang 19 forgets that when such a function has a
frame of one word and nothing else to restore: it then ends the frame by popping into a register that would be free otherwise. Who hits on this lets
the function return nothing or call nothing.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DECLARATION = re.compile(r"TINYPY_RARE[^;{(]*?(\w+)\s*\(")
# Without rax, which returns the result, and r11, which may change.
PRESERVED = {"rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10"}


def rare_functions():
    sources = [path for folder in ("gc", "runtime", "interp") for path in (ROOT / folder).rglob("*") if path.suffix in (".h", ".cpp")]
    return {name for path in sources for name in DECLARATION.findall(path.read_text())}


def functions_of(binary):
    """(mangled name, its instructions)"""
    listing = subprocess.run(["objdump", "-d", "--no-show-raw-insn", binary], capture_output=True, text=True, check=True).stdout
    for block in listing.split("\n\n"):
        head, _, body = block.strip().partition("\n")
        if match := re.fullmatch(r"[0-9a-f]+ <(.*)>:", head):
            yield match[1], [line.split("\t", 1)[1] for line in body.splitlines() if "\t" in line]


def operands(instructions, operation):
    return {line.split("%", 1)[1].strip() for line in instructions if line.startswith(operation) and "%" in line}


def main():
    marks = [f"{len(name)}{name}" for name in rare_functions()]
    wrong = 0
    for binary in sys.argv[1:]:
        for name, instructions in functions_of(binary):
            if not any(mark in name for mark in marks):
                continue
            for register in sorted((operands(instructions, "pop") - operands(instructions, "push")) & PRESERVED):
                print(f"{binary}: {name} changes {register}")
                wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
