import sys

try:
    raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
except* ValueError as e:
    print(repr(sys.exception()), e is sys.exception())
except* KeyError as e:
    print(repr(e))
print("e" in globals(), sys.exception())


def loop():
    for i in range(3):
        try:
            raise ValueError(i)
        except* ValueError as e:
            for j in range(5):
                if j == i:
                    break
            print(i, j, e.exceptions)
        finally:
            print("finally")


loop()
try:
    try:
        raise OSError("a")
    except* OSError as e:
        raise KeyError("b") from e
except BaseException as e:
    print(repr(e), repr(e.exceptions[0].__cause__))

# expect: ExceptionGroup('g', [ValueError(1)]) True
# expect: ExceptionGroup('g', [KeyError(2)])
# expect: False None
# expect: 0 0 (ValueError(0),)
# expect: finally
# expect: 1 1 (ValueError(1),)
# expect: finally
# expect: 2 2 (ValueError(2),)
# expect: finally
# expect-error: AttributeError: 'KeyError' object has no attribute 'exceptions'
# status: 1
