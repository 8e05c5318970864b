# What may not become the bases of a class that exists, and why.
class First:
    pass


class Second:
    pass


class Slotted:
    __slots__ = ("a",)


for base in (First, Slotted, int, dict, ValueError):
    for bases in ((object,), (int,), (First,), (Slotted,), (Second, First), (), [First], (1,), (bool,)):

        class Below(base):
            pass

        try:
            Below.__bases__ = bases
            print(base.__name__, "gives way to", [each.__name__ for each in Below.__bases__], isinstance(Below(), bases))
        except TypeError as error:
            print(base.__name__, "stays:", error)

for change in (lambda: delattr(First, "__bases__"), lambda: setattr(First, "__bases__", (First,)), lambda: setattr(int, "__bases__", (object,))):
    try:
        change()
    except TypeError as error:
        print(error)

# expect-before-3.15: First stays: __bases__ assignment: 'object' deallocator differs from 'First'
# expect-before-3.15: First stays: __bases__ assignment: 'int' deallocator differs from 'First'
# expect-since-3.15: First gives way to ['object'] True
# expect-since-3.15: First stays: __bases__ assignment: 'int' object layout differs from 'First'
# expect: First gives way to ['First'] True
# expect: First stays: __bases__ assignment: 'Slotted' object layout differs from 'First'
# expect: First gives way to ['Second', 'First'] True
# expect: First stays: can only assign non-empty tuple to Below.__bases__, not ()
# expect: First stays: can only assign tuple to Below.__bases__, not list
# expect: First stays: Below.__bases__ must be tuple of classes, not 'int'
# expect: First stays: type 'bool' is not an acceptable base type
# expect-before-3.15: Slotted stays: __bases__ assignment: 'object' deallocator differs from 'Slotted'
# expect-before-3.15: Slotted stays: __bases__ assignment: 'int' deallocator differs from 'Slotted'
# expect-since-3.15: Slotted stays: __bases__ assignment: 'object' object layout differs from 'Slotted'
# expect-since-3.15: Slotted stays: __bases__ assignment: 'int' object layout differs from 'Slotted'
# expect: Slotted stays: __bases__ assignment: 'First' object layout differs from 'Slotted'
# expect: Slotted gives way to ['Slotted'] True
# expect: Slotted stays: __bases__ assignment: 'Second' object layout differs from 'Slotted'
# expect: Slotted stays: can only assign non-empty tuple to Below.__bases__, not ()
# expect: Slotted stays: can only assign tuple to Below.__bases__, not list
# expect: Slotted stays: Below.__bases__ must be tuple of classes, not 'int'
# expect: Slotted stays: type 'bool' is not an acceptable base type
# expect: int stays: __bases__ assignment: 'object' object layout differs from 'int'
# expect: int gives way to ['int'] True
# expect-before-3.15: int stays: __bases__ assignment: 'First' deallocator differs from 'int'
# expect-before-3.15: int stays: __bases__ assignment: 'Slotted' deallocator differs from 'int'
# expect-before-3.15: int stays: __bases__ assignment: 'Second' deallocator differs from 'int'
# expect-since-3.15: int stays: __bases__ assignment: 'First' object layout differs from 'int'
# expect-since-3.15: int stays: __bases__ assignment: 'Slotted' object layout differs from 'int'
# expect-since-3.15: int stays: __bases__ assignment: 'Second' object layout differs from 'int'
# expect: int stays: can only assign non-empty tuple to Below.__bases__, not ()
# expect: int stays: can only assign tuple to Below.__bases__, not list
# expect: int stays: Below.__bases__ must be tuple of classes, not 'int'
# expect: int stays: type 'bool' is not an acceptable base type
# expect-before-3.15: dict stays: __bases__ assignment: 'object' deallocator differs from 'dict'
# expect-before-3.15: dict stays: __bases__ assignment: 'int' deallocator differs from 'dict'
# expect-since-3.15: dict stays: __bases__ assignment: 'object' object layout differs from 'dict'
# expect-since-3.15: dict stays: __bases__ assignment: 'int' object layout differs from 'dict'
# expect: dict stays: __bases__ assignment: 'First' object layout differs from 'dict'
# expect: dict stays: __bases__ assignment: 'Slotted' object layout differs from 'dict'
# expect: dict stays: __bases__ assignment: 'Second' object layout differs from 'dict'
# expect: dict stays: can only assign non-empty tuple to Below.__bases__, not ()
# expect: dict stays: can only assign tuple to Below.__bases__, not list
# expect: dict stays: Below.__bases__ must be tuple of classes, not 'int'
# expect: dict stays: type 'bool' is not an acceptable base type
# expect-before-3.15: ValueError stays: __bases__ assignment: 'object' deallocator differs from 'ValueError'
# expect-before-3.15: ValueError stays: __bases__ assignment: 'int' deallocator differs from 'ValueError'
# expect-since-3.15: ValueError stays: __bases__ assignment: 'object' object layout differs from 'ValueError'
# expect-since-3.15: ValueError stays: __bases__ assignment: 'int' object layout differs from 'ValueError'
# expect: ValueError stays: __bases__ assignment: 'First' object layout differs from 'ValueError'
# expect: ValueError stays: __bases__ assignment: 'Slotted' object layout differs from 'ValueError'
# expect: ValueError stays: __bases__ assignment: 'Second' object layout differs from 'ValueError'
# expect: ValueError stays: can only assign non-empty tuple to Below.__bases__, not ()
# expect: ValueError stays: can only assign tuple to Below.__bases__, not list
# expect: ValueError stays: Below.__bases__ must be tuple of classes, not 'int'
# expect: ValueError stays: type 'bool' is not an acceptable base type
# expect-before-3.15: cannot delete '__bases__' attribute of immutable type 'First'
# expect-since-3.15: cannot delete '__bases__' attribute of type 'First'
# expect: a __bases__ item causes an inheritance cycle
# expect: cannot set '__bases__' attribute of immutable type 'int'
