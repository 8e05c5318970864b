# The repr of a reference shows __name__ as the class of the referent has it.
import re, weakref
class Plain: pass
class Named: __name__ = "bee"
class Property:
    @property
    def __name__(self): return "cee"
class Hook(dict):
    def __getattr__(self, key): return self[key]
class Refuses:
    def __getattribute__(self, key): raise KeyError
own = Plain(); own.__name__ = "own"
named = Named(); named.__name__ = "own"
for referent in Plain(), own, Named(), named, Property(), Hook(), Refuses(), Plain, lambda: 1:
    print(re.sub("0x[0-9a-f]+", "X", repr(weakref.ref(referent))))

# expect: <weakref at X; to 'Plain' at X>
# expect: <weakref at X; to 'Plain' at X>
# expect: <weakref at X; to 'Named' at X (bee)>
# expect: <weakref at X; to 'Named' at X (bee)>
# expect: <weakref at X; to 'Property' at X (cee)>
# expect: <weakref at X; to 'Hook' at X>
# expect: <weakref at X; to 'Refuses' at X>
# expect: <weakref at X; to 'type' at X (Plain)>
# expect: <weakref at X; to 'function' at X (<lambda>)>
