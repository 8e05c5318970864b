#!/usr/bin/env python3
"""Finds opcode handlers that call another handler where they should jump to it, so that the C++ stack would grow with every instruction.

    check_tail_calls.py PROGRAM [PROGRAM ...]

For programs built by a compiler that cannot be told that a call must be a tail call (g++ 12). A local variable whose address is known
elsewhere keeps it from making one. Names the handlers; the exit status is 1 if there are any.
"""

import re
import subprocess
import sys

HANDLER = "(unsigned long, unsigned long const*, rt::Value*, rt::Thread*, rt::Value const*, unsigned long)"


def dispatch_table(program):
    for line in subprocess.run(["nm", program], capture_output=True, text=True, check=True).stdout.splitlines():
        if line.endswith(" _ZN2vm10g_dispatchE"):
            return "0x" + line.split()[0].lstrip("0")
    sys.exit(f"{program}: no symbols")


def handlers_that_call(program):
    table = dispatch_table(program)
    dump = subprocess.Popen(["objdump", "-d", "-C", "--no-show-raw-insn", program], stdout=subprocess.PIPE, text=True)
    function, found = "", {}
    for line in dump.stdout:
        if header := re.match(r"[0-9a-f]+ <(.*)>:$", line):
            function = header[1]
        elif HANDLER in function and "\tcall" in line:
            target = re.search(r"<(.*?)(\+0x[0-9a-f]+)?>$", line)
            # A call into the middle of a function is none of another handler: g++ splits them.
            if table in line or (target and HANDLER in target[1]):
                found.setdefault(function.replace(HANDLER, ""), []).append(line.strip())
    dump.wait()
    return found


def main():
    status = 0
    for program in sys.argv[1:] or sys.exit(__doc__):
        found = handlers_that_call(program)
        for name, calls in sorted(found.items()):
            print(f"{program}: {name}: {len(calls)} calls, the first: {calls[0]}")
        status |= bool(found)
    return status


if __name__ == "__main__":
    sys.exit(main())
