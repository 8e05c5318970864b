# tests/modules/csv/long_rows_are_interrupted.py: a row without an end, and a line that is very long.
import csv
import io
import itertools
import signal


class Interrupted(BaseException):
    pass


def interrupt(*_):
    raise Interrupted


class Nothing:
    def write(self, text):
        pass


signal.signal(signal.SIGALRM, interrupt)
for name, work in {
    "writerow": lambda: csv.writer(Nothing()).writerow(itertools.count()),
    "writerows": lambda: csv.writer(Nothing()).writerows(itertools.repeat((), 10 ** 13)),
    "reader": lambda: [list(csv.reader(["a," * 10 ** 6])) for _ in range(10 ** 6)],
}.items():
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        work()
        print(name, "has ended")
    except Interrupted:
        print(name, "is interrupted")

# expect: writerow is interrupted
# expect: writerows is interrupted
# expect: reader is interrupted
