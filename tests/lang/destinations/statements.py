# Loops, unpacking, displays, with, match, except and imports may assign to the local that they take their value from.
import sys
import types
from _tracked import Tracked, run, text


class Manager(Tracked):
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return True


class Other(Tracked):
    def __enter__(self):
        return Tracked("entered")

    def __exit__(self, *error):
        return False


class Point(Tracked):
    __match_args__ = "x", "y"

    def __init__(self, x, y):
        super().__init__("point")
        self.x, self.y = x, y


class Failure(Exception):
    pass


module = types.ModuleType("destination_module")
module.value = Tracked("value of the module")
sys.modules["destination_module"] = module


def loop_over_list():
    x = [Tracked("a"), Tracked("b")]
    for x in x:
        pass
    return x


def loop_over_others():
    x = (Tracked("a"),)
    for x in x:
        pass
    y = {1: x}
    for y in y:
        pass
    z = {2: x}
    for z, y in z.items():
        pass
    x = [x]
    for i, x in enumerate(x):
        pass
    w = iter([x])
    for w in w:
        pass
    v = (x for _ in range(2))
    for v in v:
        pass
    return v, w, x, y, z


def loop_changes_its_list():
    x = [Tracked("a"), Tracked("b"), Tracked("c")]
    y = x
    for x in x:
        y.clear()
    return x, y


def unpack():
    x = Tracked("a"), Tracked("b")
    x, y = x
    z = [x, y]
    y, z = z
    return x, y, z


def unpack_iterator():
    x = (Tracked(name) for name in "ab")
    x, y = x
    y = [y, [x]]
    [x, [y]] = y
    return x, y


def unpack_star():
    x = [Tracked("a"), Tracked("b"), Tracked("c")]
    x, *y = x
    *y, z = y
    y, *w = y
    return w, x, y, z


def swapped():
    x, y, z = Tracked("a"), Tracked("b"), Tracked("c")
    x, y = y, x
    x, y, z = y, z, x
    x = y = z = (x, y, z)
    return x[0], y[1], z[2]


def displays():
    x = Tracked("a")
    x = [x, x]
    x = (x, x)
    x = {"key": x}
    x = [x, *[x]]
    x = {**x[0], "other": x}
    x = {"a", "b", *x}
    return sorted(x)


def comprehensions():
    x = [Tracked("a")]
    x = [x for x in x]
    x = {x.name: x for x in x}
    x = {x for x in x.values()}
    x = list(x for x in x)
    x = [y for y in [x] for z in y]
    return x


def formatted():
    x = text(1)
    x = f"{x}"
    x = f"{x!r}"
    x = f"{x:>20}"
    x = f"{x} and {x:{len(x)}}"
    return x


def with_itself():
    x = Manager("manager")
    with x as x:
        y = x
        raise Failure
    return x is y


def with_other():
    x = Other("other")
    with x as x:
        pass
    y = Manager("manager")
    with y as y:
        y = Tracked("replaced")
    return x, y


def matched():
    x = Point(Tracked("x"), Tracked("y"))
    match x:
        case Point(x, y):
            pass
    z = [x, y]
    match z:
        case [z, *w]:
            pass
    v = {"key": z, "more": w}
    match v:
        case {"key": z, **v}:
            pass
    return v, w, x, y, z


def caught():
    x = Failure(Tracked("argument"))
    try:
        raise x
    except Failure as x:
        y = x.args[0]
    return y


def raised_in_place():
    x = Failure
    try:
        x = x(Tracked("argument"))
        raise x from x
    except Failure as error:
        x = error
    y = x.args
    x.__traceback__ = None
    x = None
    return y


def imported():
    module = text(2)
    import destination_module as module
    x = module
    from destination_module import value as x
    return x


def chosen():
    x, y = Tracked("a"), []
    x = x if x else y
    x = y or x
    x = x and (y := x)
    return x, y


def defaults():
    x = Tracked("default")

    def x(x=x):
        return x
    x = x()
    return x


run(loop_over_list, loop_over_others, loop_changes_its_list, unpack, unpack_iterator, unpack_star, swapped, displays, comprehensions, formatted,
    with_itself, with_other, matched, caught, raised_in_place, imported, chosen, defaults)

# expect: loop_over_list <b>
# expect: loop_over_others (<a>, <a>, <a>, <a>, 2)
# expect: loop_changes_its_list (<a>, [])
# expect: unpack (<a>, <a>, <b>)
# expect: unpack_iterator (<b>, <a>)
# expect: unpack_star ([], <a>, <b>, <c>)
# expect: swapped (<a>, <c>, <b>)
# expect: displays ['a', 'b', 'key', 'other']
# expect: comprehensions [[<a>]]
# expect: formatted " 'text 1 of its own' and  'text 1 of its own'"
# expect: with_itself True
# expect: with_other (<entered>, <replaced>)
# expect: matched ({'more': [<y>]}, [<y>], <x>, <y>, <x>)
# expect: caught <argument>
# expect: raised_in_place (<argument>,)
# expect: imported <value of the module>
# expect: chosen (<a>, <a>)
# expect: defaults <default>
# expect: the same in threads True
# expect: left 1
