class NoExit:
    def __enter__(self):
        return 1


for thing in (5, NoExit()):
    try:
        with thing:
            pass
    except TypeError as error:
        print(type(error).__name__)


class FailingExit:
    def __enter__(self):
        pass

    def __exit__(self, *a):
        raise RuntimeError("exit failed")


try:
    with FailingExit():
        raise ValueError("inner")
except RuntimeError as error:
    print(error, "| context:", repr(error.__context__))

# expect: TypeError
# expect: TypeError
# expect: exit failed | context: ValueError('inner')
