# What an object of a class shows may rename the class: the old name, whose memory may be another's by then, is not read any more.
import types

kept = []


class Space(types.SimpleNamespace):
    pass


class Renames:
    def __repr__(self):
        Space.__name__ = "Short"
        for _ in range(1000):
            other = type("B" * 90, (), {})
            other.__name__ = "C" * 90
            kept.append(other)
        return "renames"


Space.__name__ = "A" * 90
print("C" in repr(Space(a=Renames())))
print(Space(b=1))
again = Space()
again.self = again
print(again)
plain = types.SimpleNamespace(a=1)
plain.b = plain
print(plain)
# expect: False
# expect: Short(b=1)
# expect: Short(self=Short(...))
# expect: namespace(a=1, b=namespace(...))
