# getattr(), getattr() with a default and hasattr() find what o.name finds, before and after a change of the class.
import operator
from weakref import ref


class Descriptor:
    def __get__(self, instance, owner):
        return "got", instance is None, owner.__name__


class Refusing:
    def __get__(self, instance, owner):
        raise AttributeError("refused")


class Meta(type):
    of_meta = "meta"

    @property
    def computed(cls):
        return "computed for " + cls.__name__

    def method(cls):
        return "method of the metaclass of " + cls.__name__


class Base(metaclass=Meta):
    __slots__ = ("member", "empty", "__dict__", "__weakref__")
    value = "value"
    described = Descriptor()
    refused = Refusing()

    def __init__(self):
        self.member = "member"
        self.slot = "slot"

    @property
    def prop(self):
        return "property", self.slot

    @property
    def broken(self):
        return self.no_such_attribute

    @staticmethod
    def static():
        return "static"

    @classmethod
    def of_class(cls):
        return "class method", cls.__name__

    def method(self):
        return "method", self.slot


class Hooked(Base):
    def __getattr__(self, name):
        return "hook", name


class Name(str):
    pass


NAMES = ["member", "empty", "slot", "value", "described", "refused", "prop", "broken", "static", "of_class", "method",
         "of_meta", "computed", "absent", "__class__", "__module__"]


def shown(v):
    if isinstance(v, property) or type(v).__name__ in ("member_descriptor", "Refusing"):
        return type(v).__name__
    if isinstance(v, type):
        return v.__name__
    return v() if callable(v) and getattr(v, "__self__", None) is not None else type(v).__name__ if callable(v) else v


def found(o, name):
    answers = []
    for look in (lambda: getattr(o, name), lambda: getattr(o, "".join(list(name))), lambda: getattr(o, Name(name)),
                 lambda: getattr(o, name, "default"), lambda: operator.attrgetter(name)(o), lambda: hasattr(o, name)):
        try:
            answers.append(shown(look()))
        except AttributeError as e:
            answers.append(("AttributeError", e.name, e.obj is o))
    return answers


for kind in (Base, Hooked):
    for name in NAMES:
        print(kind.__name__, name, found(kind(), name))
        print(" class", name, found(kind, name))

# ---- the class changes in between

class Changing:
    def __init__(self):
        self.own = "own"


def look(o):
    return [getattr(o, "own", "default"), getattr(o, "late", "default"), hasattr(o, "late")]


o = Changing()
for change in (lambda: setattr(Changing, "late", "plain"), lambda: setattr(Changing, "late", property(lambda s: "prop")),
               lambda: setattr(Changing, "own", property(lambda s: "prop wins")), lambda: delattr(Changing, "own"),
               lambda: setattr(Changing, "late", Refusing()),
               lambda: setattr(Changing, "__getattr__", lambda s, name: "hook " + name),
               lambda: delattr(Changing, "late"), lambda: o.__dict__.update(late="in the dict"),
               lambda: delattr(o, "own"), lambda: delattr(Changing, "__getattr__"),
               lambda: setattr(Changing, "__getattribute__", lambda s, name: "all " + name)):
    print(look(o), end=" ")
    change()
    print(look(o))

# ---- a getter that changes the class, and one that drops the last reference to the object

class Once:
    @property
    def x(self):
        Once.x = "replaced"
        return "first"


print([getattr(Once(), "x") for _ in range(3)])


class Dying:
    @property
    def watch(self):
        holder.clear()
        return ref(self)


holder = [Dying()]
print(getattr(holder[0], "watch")() is None)

# ---- properties that are read in a loop

class Point:
    def __init__(self, x):
        self._x = x

    @property
    def x(self):
        return self._x

    @property
    def deep(self):
        return 0 if self._x == 0 else 1 + Point(self._x - 1).deep


def total(points):
    return sum([p.x for p in points]) + sum(p.x for p in points)


points = [Point(i) for i in range(40)]
print(total(points), Point(50).deep, Point(3).x)
Point.x = property(lambda self: -self._x)
print(total(points))
Point.x = property(operator.attrgetter("_x"))
print(total(points))
Point.x = property(lambda self, more=1: self._x + more)
print(total(points))
Point.x = property()
try:
    total(points)
except AttributeError as e:
    print(e)
Point.x = property(lambda self: self.absent)
Point.__getattr__ = lambda self, name: 7
print(total(points))
del Point.__getattr__
try:
    total(points)
except AttributeError as e:
    print(e, e.name)
Point.deep = property(lambda self: self.deep)
try:
    Point(1).deep
except RecursionError:
    print("RecursionError")

# expect: Base member ['member', 'member', 'member', 'member', 'member', True]
# expect:  class member ['member_descriptor', 'member_descriptor', 'member_descriptor', 'member_descriptor', 'member_descriptor', True]
# expect: Base empty [('AttributeError', 'empty', True), ('AttributeError', 'empty', True), ('AttributeError', 'empty', True), 'default', ('AttributeError', 'empty', True), False]
# expect:  class empty ['member_descriptor', 'member_descriptor', 'member_descriptor', 'member_descriptor', 'member_descriptor', True]
# expect: Base slot ['slot', 'slot', 'slot', 'slot', 'slot', True]
# expect:  class slot [('AttributeError', 'slot', True), ('AttributeError', 'slot', True), ('AttributeError', 'slot', True), 'default', ('AttributeError', 'slot', True), False]
# expect: Base value ['value', 'value', 'value', 'value', 'value', True]
# expect:  class value ['value', 'value', 'value', 'value', 'value', True]
# expect: Base described [('got', False, 'Base'), ('got', False, 'Base'), ('got', False, 'Base'), ('got', False, 'Base'), ('got', False, 'Base'), True]
# expect:  class described [('got', True, 'Base'), ('got', True, 'Base'), ('got', True, 'Base'), ('got', True, 'Base'), ('got', True, 'Base'), True]
# expect: Base refused [('AttributeError', 'refused', True), ('AttributeError', 'refused', True), ('AttributeError', 'refused', True), 'default', ('AttributeError', 'refused', True), False]
# expect:  class refused [('AttributeError', 'refused', True), ('AttributeError', 'refused', True), ('AttributeError', 'refused', True), 'default', ('AttributeError', 'refused', True), False]
# expect: Base prop [('property', 'slot'), ('property', 'slot'), ('property', 'slot'), ('property', 'slot'), ('property', 'slot'), True]
# expect:  class prop ['property', 'property', 'property', 'property', 'property', True]
# expect: Base broken [('AttributeError', 'no_such_attribute', True), ('AttributeError', 'no_such_attribute', True), ('AttributeError', 'no_such_attribute', True), 'default', ('AttributeError', 'no_such_attribute', True), False]
# expect:  class broken ['property', 'property', 'property', 'property', 'property', True]
# expect: Base static ['function', 'function', 'function', 'function', 'function', True]
# expect:  class static ['function', 'function', 'function', 'function', 'function', True]
# expect: Base of_class [('class method', 'Base'), ('class method', 'Base'), ('class method', 'Base'), ('class method', 'Base'), ('class method', 'Base'), True]
# expect:  class of_class [('class method', 'Base'), ('class method', 'Base'), ('class method', 'Base'), ('class method', 'Base'), ('class method', 'Base'), True]
# expect: Base method [('method', 'slot'), ('method', 'slot'), ('method', 'slot'), ('method', 'slot'), ('method', 'slot'), True]
# expect:  class method ['function', 'function', 'function', 'function', 'function', True]
# expect: Base of_meta [('AttributeError', 'of_meta', True), ('AttributeError', 'of_meta', True), ('AttributeError', 'of_meta', True), 'default', ('AttributeError', 'of_meta', True), False]
# expect:  class of_meta ['meta', 'meta', 'meta', 'meta', 'meta', True]
# expect: Base computed [('AttributeError', 'computed', True), ('AttributeError', 'computed', True), ('AttributeError', 'computed', True), 'default', ('AttributeError', 'computed', True), False]
# expect:  class computed ['computed for Base', 'computed for Base', 'computed for Base', 'computed for Base', 'computed for Base', True]
# expect: Base absent [('AttributeError', 'absent', True), ('AttributeError', 'absent', True), ('AttributeError', 'absent', True), 'default', ('AttributeError', 'absent', True), False]
# expect:  class absent [('AttributeError', 'absent', True), ('AttributeError', 'absent', True), ('AttributeError', 'absent', True), 'default', ('AttributeError', 'absent', True), False]
# expect: Base __class__ ['Base', 'Base', 'Base', 'Base', 'Base', True]
# expect:  class __class__ ['Meta', 'Meta', 'Meta', 'Meta', 'Meta', True]
# expect: Base __module__ ['__main__', '__main__', '__main__', '__main__', '__main__', True]
# expect:  class __module__ ['__main__', '__main__', '__main__', '__main__', '__main__', True]
# expect: Hooked member ['member', 'member', 'member', 'member', 'member', True]
# expect:  class member ['member_descriptor', 'member_descriptor', 'member_descriptor', 'member_descriptor', 'member_descriptor', True]
# expect: Hooked empty [('hook', 'empty'), ('hook', 'empty'), ('hook', 'empty'), ('hook', 'empty'), ('hook', 'empty'), True]
# expect:  class empty ['member_descriptor', 'member_descriptor', 'member_descriptor', 'member_descriptor', 'member_descriptor', True]
# expect: Hooked slot ['slot', 'slot', 'slot', 'slot', 'slot', True]
# expect:  class slot [('AttributeError', 'slot', True), ('AttributeError', 'slot', True), ('AttributeError', 'slot', True), 'default', ('AttributeError', 'slot', True), False]
# expect: Hooked value ['value', 'value', 'value', 'value', 'value', True]
# expect:  class value ['value', 'value', 'value', 'value', 'value', True]
# expect: Hooked described [('got', False, 'Hooked'), ('got', False, 'Hooked'), ('got', False, 'Hooked'), ('got', False, 'Hooked'), ('got', False, 'Hooked'), True]
# expect:  class described [('got', True, 'Hooked'), ('got', True, 'Hooked'), ('got', True, 'Hooked'), ('got', True, 'Hooked'), ('got', True, 'Hooked'), True]
# expect: Hooked refused [('hook', 'refused'), ('hook', 'refused'), ('hook', 'refused'), ('hook', 'refused'), ('hook', 'refused'), True]
# expect:  class refused [('AttributeError', 'refused', True), ('AttributeError', 'refused', True), ('AttributeError', 'refused', True), 'default', ('AttributeError', 'refused', True), False]
# expect: Hooked prop [('property', 'slot'), ('property', 'slot'), ('property', 'slot'), ('property', 'slot'), ('property', 'slot'), True]
# expect:  class prop ['property', 'property', 'property', 'property', 'property', True]
# expect: Hooked broken [('hook', 'no_such_attribute'), ('hook', 'no_such_attribute'), ('hook', 'no_such_attribute'), ('hook', 'no_such_attribute'), ('hook', 'no_such_attribute'), True]
# expect:  class broken ['property', 'property', 'property', 'property', 'property', True]
# expect: Hooked static ['function', 'function', 'function', 'function', 'function', True]
# expect:  class static ['function', 'function', 'function', 'function', 'function', True]
# expect: Hooked of_class [('class method', 'Hooked'), ('class method', 'Hooked'), ('class method', 'Hooked'), ('class method', 'Hooked'), ('class method', 'Hooked'), True]
# expect:  class of_class [('class method', 'Hooked'), ('class method', 'Hooked'), ('class method', 'Hooked'), ('class method', 'Hooked'), ('class method', 'Hooked'), True]
# expect: Hooked method [('method', 'slot'), ('method', 'slot'), ('method', 'slot'), ('method', 'slot'), ('method', 'slot'), True]
# expect:  class method ['function', 'function', 'function', 'function', 'function', True]
# expect: Hooked of_meta [('hook', 'of_meta'), ('hook', 'of_meta'), ('hook', 'of_meta'), ('hook', 'of_meta'), ('hook', 'of_meta'), True]
# expect:  class of_meta ['meta', 'meta', 'meta', 'meta', 'meta', True]
# expect: Hooked computed [('hook', 'computed'), ('hook', 'computed'), ('hook', 'computed'), ('hook', 'computed'), ('hook', 'computed'), True]
# expect:  class computed ['computed for Hooked', 'computed for Hooked', 'computed for Hooked', 'computed for Hooked', 'computed for Hooked', True]
# expect: Hooked absent [('hook', 'absent'), ('hook', 'absent'), ('hook', 'absent'), ('hook', 'absent'), ('hook', 'absent'), True]
# expect:  class absent [('AttributeError', 'absent', True), ('AttributeError', 'absent', True), ('AttributeError', 'absent', True), 'default', ('AttributeError', 'absent', True), False]
# expect: Hooked __class__ ['Hooked', 'Hooked', 'Hooked', 'Hooked', 'Hooked', True]
# expect:  class __class__ ['Meta', 'Meta', 'Meta', 'Meta', 'Meta', True]
# expect: Hooked __module__ ['__main__', '__main__', '__main__', '__main__', '__main__', True]
# expect:  class __module__ ['__main__', '__main__', '__main__', '__main__', '__main__', True]
# expect: ['own', 'default', False] ['own', 'plain', True]
# expect: ['own', 'plain', True] ['own', 'prop', True]
# expect: ['own', 'prop', True] ['prop wins', 'prop', True]
# expect: ['prop wins', 'prop', True] ['own', 'prop', True]
# expect: ['own', 'prop', True] ['own', 'default', False]
# expect: ['own', 'default', False] ['own', 'hook late', True]
# expect: ['own', 'hook late', True] ['own', 'hook late', True]
# expect: ['own', 'hook late', True] ['own', 'in the dict', True]
# expect: ['own', 'in the dict', True] ['hook own', 'in the dict', True]
# expect: ['hook own', 'in the dict', True] ['default', 'in the dict', True]
# expect: ['default', 'in the dict', True] ['all own', 'all late', True]
# expect: ['first', 'replaced', 'replaced']
# expect: True
# expect: 1560 50 3
# expect: -1560
# expect: 1560
# expect: 1640
# expect: property of 'Point' object has no getter
# expect: 560
# expect: 'Point' object has no attribute 'absent' absent
# expect: RecursionError
