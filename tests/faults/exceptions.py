# Exceptions raised, caught, chained, grouped, printed.
import traceback


class Own(Exception):
    def __init__(self, text, number):
        super().__init__(text, number)
        self.number = number


def fail(n):
    try:
        if n % 3 == 0:
            raise Own("own", n)
        if n % 3 == 1:
            return [][n]
        return {}["missing"]
    finally:
        done.append(n)


done, seen = [], []
for n in range(30):
    try:
        fail(n)
    except Own as error:
        seen.append(error.number)
    except LookupError as error:
        seen.append(type(error).__name__)
print(len(done), seen[:7])
try:
    try:
        fail(0)
    except Own as error:
        raise ValueError("second") from error
except ValueError as error:
    print("".join(traceback.format_exception(error)).count("Traceback"), repr(error.__cause__), error.__traceback__.tb_lineno > 0)
try:
    raise ExceptionGroup("group", [ValueError(1), ExceptionGroup("inner", [KeyError(2), OSError(3, "three")])])
except* OSError as group:
    print(group.exceptions[0].exceptions)
except* (ValueError, KeyError) as group:
    print(len(group.exceptions))


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, where):
        seen.append(kind and kind.__name__)
        return True


with Manager() as m, Manager():
    1 / 0
print(seen[-2:], [str(e) for e in (KeyError("k"), OSError(2, "no", "f"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"))])
