# getter(), setter() and deleter() make a copy with one function replaced; None replaces nothing.
class Own(property):
    pass

for kind in (property, Own):
    p = kind("get", "set", "del", "doc")
    for make in (p.getter, p.setter, p.deleter):
        for given in (None, "other"):
            copy = make(given)
            print(type(copy).__name__, copy.fget, copy.fset, copy.fdel, copy is p)
    empty = kind()
    print(empty.getter(None).fget, empty.setter(None).fset, empty.deleter(None).fdel, empty.getter("g").setter("s").fget)

def first(self):
    "documentation of first"
def second(self):
    "documentation of second"
p = property(first)
print(p.getter(second).__doc__, "|", p.getter(None).__doc__, "|", p.setter(second).__doc__, "|", p.setter(None).__doc__)
print(property(first, doc="own").getter(second).__doc__)

class Named:
    @property
    def named(self):
        return 1
print(Named.named.setter(None).__name__ if hasattr(Named.named, "__name__") else "named", Named().named)

# Without an argument there is nothing to copy.
for make in (p.getter, p.setter, p.deleter):
    try:
        make()
    except TypeError:
        print("TypeError")

# expect: property get set del False
# expect: property other set del False
# expect: property get set del False
# expect: property get other del False
# expect: property get set del False
# expect: property get set other False
# expect: None None None g
# expect: Own get set del False
# expect: Own other set del False
# expect: Own get set del False
# expect: Own get other del False
# expect: Own get set del False
# expect: Own get set other False
# expect: None None None g
# expect: documentation of second | documentation of first | documentation of first | documentation of first
# expect: own
# expect: named 1
# expect: TypeError
# expect: TypeError
# expect: TypeError
