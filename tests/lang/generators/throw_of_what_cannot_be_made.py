import warnings
warnings.simplefilter("ignore")
class Failing(Exception):
    def __init__(self, *args):
        raise KeyError("made")
def generator():
    try:
        yield
    except Exception as e:
        print("inside", type(e).__name__, e)
    yield "after"
for args in ((Failing,), (Failing, 3), (ValueError, (1, 2)), (ValueError, TypeError(1)), (ValueError, UnicodeDecodeError("a", b"", 0, 0, "b"))):
    g = generator()
    next(g)
    try:
        print(g.throw(*args))
    except Exception as e:
        print("outside", type(e).__name__, e)

# expect: inside KeyError 'made'
# expect: after
# expect: inside KeyError 'made'
# expect: after
# expect: inside ValueError (1, 2)
# expect: after
# expect: inside ValueError 1
# expect: after
# expect: inside UnicodeDecodeError 'a' codec can't decode bytes in position 0--1: b
# expect: after
