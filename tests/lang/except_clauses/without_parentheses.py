# min-version: 3.14
def f(e):
    try:
        raise e
    except ValueError, TypeError:
        return "VT"
    except KeyError, IndexError, OSError:
        return "KIO"
print(f(ValueError()), f(TypeError()), f(IndexError()), f(FileNotFoundError()))
try:
    raise ExceptionGroup("g", [ValueError(), KeyError()])
except* ValueError, KeyError:
    print("group")

# expect: VT VT KIO KIO
# expect: group
