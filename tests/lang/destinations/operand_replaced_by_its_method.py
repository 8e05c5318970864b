# min-version: 3.13
# A method that an instruction calls may bind the local that an operand is in to something else. The instruction goes
# on with the operand.
import gc
import sys


def replace(name="x"):
    sys._getframe(2).f_locals[name] = "replaced"
    gc.collect()


class Meta(type):
    def __lt__(cls, other):
        replace()
        return NotImplemented

    def __call__(cls, *args):
        replace()
        return type.__call__(cls, *args)

    def __getitem__(cls, key):
        replace()
        return cls.__name__ + key

    def __iter__(cls):
        replace()
        return iter([cls.__name__])

    def __bool__(cls):
        replace()
        return False

    def __len__(cls):
        replace()
        return 3


class Right:
    def __gt__(self, other):
        del other
        gc.collect()
        return NotImplemented


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 1

    def __eq__(self, other):
        replace(self.name)
        return False


class Index:
    def __index__(self):
        replace()
        return 0


class Value:
    def __format__(self, spec):
        replace()
        return "formatted"

    def __getattr__(self, name):
        replace()
        return [name]

    def __setattr__(self, name, value):
        replace()
        replace("y")
        self.__dict__[name] = value

    def __contains__(self, item):
        replace()
        replace("y")
        return item is not None

    def __eq__(self, other):
        replace()
        replace("y")
        return [other]


def a_class(name="Made"):
    return [Meta(name, (), {})]


def compared():
    box = a_class()
    x = box[0]  # nothing else has it
    box.clear()
    try:
        return x < Right()
    except TypeError as error:
        return str(error), x


def called():
    box = a_class()
    x = box[0]
    box.clear()
    return type(x()).__name__, x


def indexed():
    box = a_class()
    x = box[0]
    box.clear()
    return x["key"], x


def iterated():
    box = a_class()
    x = box[0]
    box.clear()
    y = [*x], x
    box = a_class("Unpacked")
    x = box[0]
    box.clear()
    z, = x
    return x, y, z


def measured():
    box = a_class()
    x = box[0]
    box.clear()
    y = len(x)
    z = not x
    return x, y, z


def found_by_key():
    d = {Key("x"): 1}
    x = Key("x")
    y = d.get(x, x)
    return x, y.name


def stored_by_key():
    d = {Key("x"): [1]}
    x = Key("x")
    d[x] = x
    return x, len(d), [type(key).__name__ for key in d]


def added_to_set():
    s = {Key("x")}
    x = Key("x")
    s.add(x)
    y = {x, *s}
    return x, len(s), len(y)


def by_index():
    x = ["first", "second"]
    y = x[Index()]
    x = ["first", "second"]
    z = x[Index():]
    x = ["first", "second"]
    x[Index()] = x
    return x, y, z


def formatted():
    x = Value()
    return f"{x}", f"{x}"


def attribute():
    x = Value()
    y = x.name
    x, y = Value(), ["stored"]
    x.name = y
    return x, y


def member():
    x, y = Value(), ["item"]
    z = y in x
    return x, y, z


def equal():
    x, y = Value(), ["item"]
    z = x == y
    return x, y, z


def matched():
    x = Value()
    match x:
        case object(name=[y]):
            return x, y


for function in (compared, called, indexed, iterated, measured, found_by_key, stored_by_key, added_to_set, by_index, formatted, attribute, member,
                 equal, matched):
    print(function.__name__, function())

# expect: compared ("'<' not supported between instances of 'Meta' and 'Right'", 'replaced')
# expect: called ('Made', 'replaced')
# expect: indexed ('Madekey', 'replaced')
# expect: iterated ('replaced', (['Made'], 'replaced'), 'Unpacked')
# expect: measured ('replaced', 3, False)
# expect: found_by_key ('replaced', 'x')
# expect: stored_by_key ('replaced', 2, ['Key', 'Key'])
# expect: added_to_set ('replaced', 2, 3)
# expect: by_index ('replaced', 'first', ['first', 'second'])
# expect: formatted ('formatted', 'replaced')
# expect: attribute ('replaced', 'replaced')
# expect: member ('replaced', 'replaced', True)
# expect: equal ('replaced', 'replaced', [['item']])
# expect: matched ('replaced', 'name')
