# The message about an inconsistent order has the text of the classes' names; no __str__ of a name runs, which could take the classes away.
import gc


class Name(str):
    def __str__(self):
        First.__bases__ = Second.__bases__ = (Other,)
        gc.collect()
        return "runs"


class Other:
    pass


def build():
    class A:
        pass

    class B:
        pass

    A.__name__ = Name("first name")
    B.__name__ = Name("second name")

    class C(A, B):
        pass

    class D(B, A):
        pass

    return C, D


First, Second = build()
try:
    type("X", (First, Second), {})
except TypeError as error:
    print(" ".join(str(error).split()))
print(len(First.__mro__))
# expect: Cannot create a consistent method resolution order (MRO) for bases first name, second name
# expect: 4
