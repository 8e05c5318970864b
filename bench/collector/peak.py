"""Peak memory of a program, whose path is the argument. What getrusage() tells would count the process that has started it, too."""

import io
import sys


def main():
    path = sys.argv[1]
    sys.argv[:] = [path]
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    shown, sys.stdout = sys.stdout, io.StringIO()
    exec(code, {"__name__": "__main__"})
    sys.stdout = shown
    with open("/proc/self/status") as status:
        print("peak", next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1e3)


main()
