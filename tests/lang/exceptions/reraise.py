import sys


def f():
    try:
        raise ValueError("original")
    except ValueError:
        try:
            raise KeyError("nested")
        except KeyError:
            pass
        raise


try:
    f()
except ValueError as error:
    print(error, error.__context__)
try:
    raise
except RuntimeError as error:
    print(error)
print(sys.exc_info())

# expect: original None
# expect: No active exception to reraise
# expect: (None, None, None)
