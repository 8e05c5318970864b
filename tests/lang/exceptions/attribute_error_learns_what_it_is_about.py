class Bare:
    def __getattr__(self, name):
        raise AttributeError
class Named:
    def __getattr__(self, name):
        raise AttributeError("text", name="other")
class Property:
    @property
    def size(self):
        raise AttributeError("no size")
class Lookup:
    def __getattribute__(self, name):
        raise AttributeError(1, 2)
for cls, name in (Bare, "blob"), (Named, "blob"), (Property, "size"), (Lookup, "blob"):
    instance = cls()
    try:
        getattr(instance, name)
    except AttributeError as e:
        print(cls.__name__, e.args, e.name, e.obj is instance)
for kind in ImportError("text", name="n", path="p"), NameError("text", name="n"), AttributeError("text", name="n", obj=1):
    kind.__init__("again")
    print(kind.args, kind.name)

# expect: Bare () blob True
# expect: Named ('text',) other False
# expect: Property ('no size',) size True
# expect: Lookup (1, 2) blob True
# expect: ('again',) None
# expect: ('again',) None
# expect: ('again',) None
