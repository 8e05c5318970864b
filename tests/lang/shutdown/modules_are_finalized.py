# What modules and classes hold at the end: finalizers run, buffers are written.
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def run(program):
    return subprocess.run([sys.executable, "-c", f"import sys\nsys.path.insert(0, {HERE!r})\n" + program], capture_output=True, text=True)


result = run("""
import _holding
class Main:
    def __del__(self):
        print("main", _holding.later)
main = Main()
print(_holding.path)
""")
path, *lines = result.stdout.splitlines()
print(*sorted(line.replace("True visible", "False visible") for line in lines), sep="\n")
print(open(path).read(), open(path + "b").read(), result.returncode, result.stderr)
os.unlink(path)
os.unlink(path + "b")

# An error in one of them is reported and changes nothing.
result = run("""
import types, _holding
_holding.Watched.__del__ = lambda self: 1 / 0
_holding.suspended.close()
print(_holding.path)
""")
path = result.stdout.splitlines()[-1]
print(result.returncode, result.stderr.count("ZeroDivisionError: division by zero"), open(path).read())
os.unlink(path)
os.unlink(path + "b")

# expect: generator closed
# expect: held by a class finalized False visible True
# expect: held by a module finalized False visible True
# expect: main visible
# expect: what was in the buffer bytes 0 
# expect: 0 2 what was in the buffer
