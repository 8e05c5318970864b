# What is printed of an exception is coloured on a terminal, or as the environment wishes.
import os
import subprocess
import sys
import tempfile

PROGRAM = """\
def divide(a, b):
    return a.real / b

total = (1 +
         divide(1, 0))
"""
WRONG = "x = 1\ny = (1 +* 2)\n"


def run(text, *options, **variables):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "p.py")
        with open(path, "w") as file:
            file.write(text)
        environment = {"PATH": os.environ.get("PATH", ""), **variables}
        done = subprocess.run([sys.executable, *options, path], capture_output=True, text=True, env=environment)
        return done.stderr.replace(folder, "").splitlines()


for text in PROGRAM, WRONG:
    for line in run(text, FORCE_COLOR="1"):
        print(ascii(line))
plain = run(PROGRAM)
print(plain[-1])
print(run(PROGRAM, PYTHON_COLORS="1") == run(PROGRAM, FORCE_COLOR="1", TERM="dumb") != plain)
print(run(PROGRAM, PYTHON_COLORS="0", FORCE_COLOR="1") == plain)
print(run(PROGRAM, NO_COLOR="1", FORCE_COLOR="1") == plain)
print(run(PROGRAM, "-E", FORCE_COLOR="1") == plain)

# expect: 'Traceback (most recent call last):'
# expect: '  File \x1b[35m"/p.py"\x1b[0m, line \x1b[35m5\x1b[0m, in \x1b[35m<module>\x1b[0m'
# expect: '    \x1b[31mdivide\x1b[0m\x1b[1;31m(1, 0)\x1b[0m)'
# expect: '    \x1b[31m~~~~~~\x1b[0m\x1b[1;31m^^^^^^\x1b[0m'
# expect: '  File \x1b[35m"/p.py"\x1b[0m, line \x1b[35m2\x1b[0m, in \x1b[35mdivide\x1b[0m'
# expect: '    return \x1b[31ma.real \x1b[0m\x1b[1;31m/\x1b[0m\x1b[31m b\x1b[0m'
# expect: '           \x1b[31m~~~~~~~\x1b[0m\x1b[1;31m^\x1b[0m\x1b[31m~~\x1b[0m'
# expect: '\x1b[1;35mZeroDivisionError\x1b[0m: \x1b[35mdivision by zero\x1b[0m'
# expect: '  File \x1b[35m"/p.py"\x1b[0m, line \x1b[35m2\x1b[0m'
# expect: '    y = (1 +\x1b[1;31m*\x1b[0m 2)'
# expect: '            \x1b[1;31m^\x1b[0m'
# expect: '\x1b[1;35mSyntaxError\x1b[0m: \x1b[35minvalid syntax\x1b[0m'
# expect: ZeroDivisionError: division by zero
# expect: True
# expect: True
# expect: True
# expect-before-3.14: True
# expect-since-3.14: False
