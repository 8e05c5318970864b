import os
import re
import subprocess
import sys
import tempfile

# No sanitizer catches the signal next, nor reports the address before: 0 would be undefined behaviour of strlen().
alone = dict(os.environ, ASAN_OPTIONS="handle_segv=0", TSAN_OPTIONS="handle_segv=0", UBSAN_OPTIONS="handle_segv=0")
CALL = re.compile(r"""  Binary file ('<unknown>'|"[^"]+"(, at \w*[+-]0x[0-9a-f]+)?) \[0x[0-9a-f]+\]$""")


def of_a_dying_process(setting):
    program = f"import ctypes, faulthandler\nfaulthandler.enable({setting})\nctypes.string_at(1)"
    done = subprocess.run([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True, env=alone)
    return done.stderr.rpartition("\n\n")


before, _, stack = of_a_dying_process("")
heading, *calls = stack.splitlines()
print("line 3 in <module>" in before, heading)
print(len(calls) > 5, [line for line in calls if not CALL.match(line)], any("libc.so" in line for line in calls), any("__libc_start_main+" in line for line in calls))
print("C stack" in "".join(of_a_dying_process("c_stack=False")))

import faulthandler

with tempfile.TemporaryFile("w+") as file:
    faulthandler.dump_c_stack(file)
    file.seek(0)
    heading, *calls = file.read().splitlines()
    print(heading, len(calls) > 3, [line for line in calls if not CALL.match(line)])


def deep(n):
    if n:
        return max([n], key=lambda n: deep(n - 1) or 0)
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_c_stack(file)
        file.seek(0)
        lines.extend(file.read().splitlines())


lines = []
deep(60)
print(len(lines), lines[-1])
try:
    faulthandler.dump_c_stack(-1)
except ValueError as error:
    print(error)

# expect: True Current thread's C stack trace (most recent call first):
# expect: True [] True True
# expect: False
# expect: Current thread's C stack trace (most recent call first): True []
# expect: 34   <truncated rest of calls>
# expect: file is not a valid file descriptor
