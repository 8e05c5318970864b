"""Module doc."""


def f():
    "f doc"
    "not doc"
    1
    return f.__doc__


class C:
    """C doc"""

    def m(self):
        f"not a doc"


print(__doc__, f(), C.__doc__, C.m.__doc__)

# expect: Module doc. f doc C doc None
