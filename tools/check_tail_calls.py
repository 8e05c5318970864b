#!/usr/bin/env python3
"""Finds opcode handlers that call another handler where they should jump to it, so that the C++ stack would grow with every instruction.

    check_tail_calls.py [--stamp FILE] OBJECT [OBJECT ...]

For objects made by a compiler that cannot be told that a call must be a tail call (g++ 12): its builds run this before they link. A local variable
whose address another function has got keeps the compiler from making a jump, until the variable's scope has ended; so does a destructor. Without
-O2 g++ makes none at all.

Such a call is found in two ways: it names a handler or the dispatch table; or it goes through a pointer, and its result is at once the handler's own.
Names the handlers; the exit status is 1 if there are any, else FILE is written.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

HANDLER = "(unsigned long, unsigned long const*, rt::Value*, rt::Thread*, rt::Value const*, unsigned long)"
TABLE = "vm::g_dispatch"
SECTION = re.compile(r"Disassembly of section (\S+):$")
FUNCTION = re.compile(r"([0-9a-f]+) <(.*)>:$")
INSTRUCTION = re.compile(r" *([0-9a-f]+):\t(?:(?:rep|repz|bnd|notrack|cs|data16) )*(\S+) *(.*?) *$")
RELOCATION = re.compile(r"\t+[0-9a-f]+: R_X86_64_\w+\t(.*?)([+-]0x[0-9a-f]+)?$")
TARGET = re.compile(r"([0-9a-f]+) <")
RETURNS = {"ret", "retq"}
JUMPS = {"jmp", "jmpq"}
CALLS = {"call", "callq"}
# What may stand between a tail call and the return that it should have been joined with: the stack is given back.
EPILOGUE = {"pop", "popq", "leave", "nop", "nopl", "nopw", "xchg"}
OF_STACK = re.compile(r"(add|sub|lea) .*,%rsp$")
CALLEE_SAVED = re.compile(r"mov .*\(%rsp\),%r(bx|bp|1[2-5])$")


class Instruction:
    def __init__(self, function, operation, operand):
        self.function, self.operation, self.operand = function, operation, operand
        self.symbol, self.addend = "", 0

    def __str__(self):
        return " ".join(filter(None, (self.operation, self.symbol or self.operand)))


class Object:
    """The instructions of an object file in their order, and its functions."""

    def __init__(self, path):
        self.code, self.functions = {}, {}  # by (section, address)
        section = function = last = None
        dump = subprocess.run(["objdump", "-d", "-r", "-C", "-w", "--no-show-raw-insn", path], capture_output=True, text=True, check=True)
        for line in dump.stdout.splitlines():
            if match := INSTRUCTION.match(line):
                last = self.code[section, int(match[1], 16)] = Instruction(function, match[2], match[3])
                if inline := RELOCATION.search(last.operand):  # -w puts it on the same line
                    last.operand = last.operand[:inline.start()].rstrip()
                    self.relocate(last, inline)
            elif match := FUNCTION.match(line):
                function = match[2]
                self.functions[section, int(match[1], 16)] = function
            elif match := SECTION.match(line):
                section = match[1]
        self.order = list(self.code)
        self.place = {at: number for number, at in enumerate(self.order)}

    @staticmethod
    def relocate(instruction, match):
        instruction.symbol, instruction.addend = match[1], int(match[2] or "0", 16)

    def callee(self, at):
        """The name of the function that a call names; "" if it goes through a pointer."""
        call = self.code[at]
        if call.symbol.startswith("."):  # a function of this object in another section
            return self.functions.get((call.symbol, call.addend + 4), "")
        if call.symbol:
            return call.symbol
        inside = TARGET.match(call.operand)
        return self.functions.get((at[0], int(inside[1], 16)), "") if inside else ""

    def returns_at_once(self, at):
        """Whether nothing but the end of the function follows an instruction."""
        number, steps = self.place[at] + 1, 0
        while number < len(self.order) and steps < 40:
            step, steps = self.code[self.order[number]], steps + 1
            if step.operation in RETURNS:
                return True
            if step.operation in JUMPS and (target := TARGET.match(step.operand)) and not step.symbol:
                number = self.place.get((at[0], int(target[1], 16)), len(self.order))
                continue
            text = f"{step.operation} {step.operand}"
            if step.operation not in EPILOGUE and not OF_STACK.match(text) and not CALLEE_SAVED.match(text):
                return False
            number += 1
        return False


def is_handler(name):
    return re.sub(r"( \[clone [^]]*\])+$", "", name).endswith(HANDLER)


def calls_of_handlers(code):
    """{handler: its calls of other handlers}"""
    found = {}
    for at, instruction in code.code.items():
        if instruction.operation not in CALLS or not is_handler(instruction.function):
            continue
        callee = code.callee(at)
        through_pointer = not callee and instruction.operand.startswith("*")
        if is_handler(callee) or callee == TABLE or (through_pointer and code.returns_at_once(at)):
            found.setdefault(instruction.function.replace(HANDLER, ""), []).append(str(instruction).replace(HANDLER, ""))
    return found


def main():
    parser = argparse.ArgumentParser(prog="check_tail_calls.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("objects", nargs="+", metavar="OBJECT")
    parser.add_argument("--stamp", type=Path, metavar="FILE", help="is written if nothing has been found")
    options = parser.parse_args()
    handlers = failures = 0
    for path in options.objects:
        code = Object(path)
        handlers += sum(map(is_handler, code.functions.values()))
        for name, calls in sorted(calls_of_handlers(code).items()):
            failures += 1
            print(f"{path}: {name} calls where it must jump, {len(calls)} times: {calls[0]}")
    if not handlers:
        failures += 1
        print("no handlers in these objects")
    if failures:
        print("Programs of these objects would use up the C++ stack. See tools/check_tail_calls.py for what keeps the compiler from jumping.")
        return 1
    if options.stamp:
        options.stamp.write_text(f"// {handlers} handlers jump.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
