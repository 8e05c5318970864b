# min-version: 3.13
# The docstring of an instance of a subclass is set like an attribute. Where it has no place, that is an error only if the getter has one.
class Told(property):
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)


class Narrow(Told):
    __slots__ = ("x",)


class NoDict(property):
    __slots__ = ("x",)

    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)


def documented(self):
    "doc"


def plain(self):
    pass


for kind in (Told, Narrow, NoDict):
    for arguments in ((), (plain,), (documented,), (plain, None, None, "given")):
        try:
            print(kind.__name__, kind(*arguments).__doc__)
        except AttributeError as error:
            print(kind.__name__, error)

# expect: set __doc__ None
# expect: Told None
# expect: set __doc__ None
# expect: Told None
# expect: set __doc__ doc
# expect: Told doc
# expect: set __doc__ given
# expect: Told given
# expect: set __doc__ None
# expect: Narrow None
# expect: set __doc__ None
# expect: Narrow None
# expect: set __doc__ doc
# expect: Narrow doc
# expect: set __doc__ given
# expect: Narrow given
# expect: set __doc__ None
# expect: NoDict None
# expect: set __doc__ None
# expect: NoDict None
# expect: set __doc__ doc
# expect: NoDict 'NoDict' object attribute '__doc__' is read-only
# expect: set __doc__ given
# expect: NoDict None
