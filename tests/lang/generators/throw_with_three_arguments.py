# Python 3.12 has deprecated all arguments of throw() but the first.
import sys
import warnings

def gen():
    try:
        yield 1
    except ValueError as e:
        yield str(e)

NEW = sys.version_info >= (3, 12)
for arguments in ((ValueError("one"),), (ValueError, "two"), (ValueError, ValueError("three"), None)):
    g = gen()
    next(g)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        print(g.throw(*arguments), (len(seen) == 1) == (NEW and len(arguments) > 1))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        g = gen()
        next(g)
        try:
            print(g.throw(*arguments) if len(arguments) == 1 or not NEW else gen().throw(*arguments))
        except DeprecationWarning:
            print(arguments[-1] if isinstance(arguments[-1], str) else "three")

# expect: one True
# expect: one
# expect: two True
# expect: two
# expect: three True
# expect: three
