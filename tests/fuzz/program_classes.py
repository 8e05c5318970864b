"""Random classes: bases, special methods, properties, descriptors, slots, metaclasses."""

import program_grammar as grammar

# name: parameters after self, expression that is returned
SPECIAL = {
    "__add__": ("other", "<any>"), "__radd__": ("other", "<elem>"), "__iadd__": ("other", "self"), "__sub__": ("other", "<any>"), "__rsub__": ("other", "<elem>"), "__mul__": ("other", "<any>"),
    "__rmul__": ("other", "<elem>"), "__truediv__": ("other", "<elem>"), "__rtruediv__": ("other", "<elem>"), "__mod__": ("other", "<elem>"), "__floordiv__": ("other", "<elem>"),
    "__matmul__": ("other", "<any>"), "__rmatmul__": ("other", "<elem>"), "__imatmul__": ("other", "self"), "__and__": ("other", "<elem>"), "__or__": ("other", "<elem>"), "__ror__": ("other", "<elem>"),
    "__xor__": ("other", "<elem>"), "__ior__": ("other", "self"), "__pow__": ("other, mod=None", "<elem>"), "__lshift__": ("other", "<elem>"), "__divmod__": ("other", "<tuple>"), "__neg__": ("", "<elem>"),
    "__pos__": ("", "self"), "__invert__": ("", "<elem>"), "__abs__": ("", "<elem>"), "__len__": ("", "<small>"), "__bool__": ("", "<bool>"), "__int__": ("", "<int>"), "__index__": ("", "<small>"),
    "__float__": ("", "<float>"), "__complex__": ("", "<complex>"), "__str__": ("", "<str>"), "__repr__": ("", "<str>"), "__format__": ("spec", "<str>"), "__bytes__": ("", "<bytes>"), "__hash__": ("", "<small>"),
    "__eq__": ("other", "<bool>"), "__ne__": ("other", "<bool>"), "__lt__": ("other", "<bool>"), "__le__": ("other", "<any>"), "__gt__": ("other", "<bool>"), "__ge__": ("other", "<bool>"),
    "__contains__": ("item", "<any>"), "__iter__": ("", "<gen>"), "__reversed__": ("", "<gen>"), "__call__": ("*args, **kw", "(args, kw, <elem>)"), "__enter__": ("", "<elem>"),
    "__exit__": ("kind, error, tb", "<bool>"), "__round__": ("n=None", "<elem>"), "__floor__": ("", "<int>"), "__missing__": ("key", "<elem>"), "__copy__": ("", "<obj>"),
    "__deepcopy__": ("memo", "<elem>"), "__length_hint__": ("", "<small>"), "__dir__": ("", "<strs>"), "__fspath__": ("", "<str>"), "__setitem__": ("key, value", "None"), "__delitem__": ("key", "None"),
    "__getattr__": ("name", "(name, <elem>)"), "__await__": ("", "<gen>"), "__sizeof__": ("", "8"), "__reduce__": ("", "(Base, (1,))"), "__getstate__": ("", "<dict>"), "__set_name__": ("owner, name", "None"),
    "__get__": ("instance, owner=None", "<elem>"), "m0": ("value=0, *rest", "<any>"), "m1": ("value=1", "<any>"), "m2": ("value, other=None", "<elem>"), "run": ("*args", "<any>"),
}
NAMES = list(SPECIAL) + "m0 m1 m2 m0 m1 m2 run __eq__ __add__ __iter__ __hash__".split()

# Members that are no plain methods; {i} is the indentation.
MEMBERS = """
x = <elem>
items = [<elem>, <elem>]
y: int = <int>
z = Typed(<elem>)
z = Lazy(<elem>)
__slots__ = ('x', 'y', 'items', 'tag')
__slots__ = ()
__hash__ = None
__match_args__ = ('x', 'y')
__add__ = __radd__ = lambda self, other: <elem>
__eq__ = lambda self, other: <any>
m2 = <fn>
m1 = functools.partialmethod(<fn>, <elem>)
__call__ = <fn>
__iter__ = None
@property|def prop(self):|    return <any>
@property|def prop(self):|    return self.x|@prop.setter|def prop(self, value):|    self.x = value
@property|def x(self):|    return self.__dict__.get('_x', <elem>)|@x.setter|def x(self, value):|    self.__dict__['_x'] = value|@x.deleter|def x(self):|    p('delete x')
@functools.cached_property|def prop(self):|    p('computed')|    return <elem>
@classmethod|def make(cls, *args):|    p('make', cls)|    return cls(*args)
@staticmethod|def make(*args):|    return args, <elem>
@classmethod|def m1(cls, value=1):|    return <any>
@contextlib.contextmanager|def run(self, value=0):|    p('in')|    yield <elem>|    p('out')
@functools.singledispatchmethod|def m2(self, value):|    return 'other', <elem>|@m2.register|def _(self, value: int):|    return 'int', <elem>
def __getitem__(self, key):|    tick()|    if isinstance(key, int) and key > 3: raise IndexError(key)|    return (key, <elem>)
def __getitem__(self, key):|    return self.items[key]
def __setattr__(self, name, value):|    p('setattr', name)|    super().__setattr__(name, value)
def __delattr__(self, name):|    p('delattr', name)|    object.__delattr__(self, name)
def __getattribute__(self, name):|    if name == 'y': return <elem>|    return super().__getattribute__(name)
def __getattr__(self, name):|    raise AttributeError(name, <elem>)
def __del__(self):|    gone('object', __class__.__name__)
def __init__(self, x=0, y=1, *args, **kw):|    super().__init__(x, y, *args, **kw)|    self.z = <elem>
def __init__(self, x=0, y=1, *args, **kw):|    self.x, self.y, self.items, self.tag = x, y, list(args), <str>
def __init__(self, *args, **kw):|    super().__init__(*args, **kw)|    p('init', args)
def __new__(cls, *args, **kw):|    p('new', cls, args)|    return super().__new__(cls)
def __new__(cls, *args, **kw):|    return <obj>
def __init_subclass__(cls, **options):|    super().__init_subclass__()|    p('subclass', cls, options)
def __class_getitem__(cls, key):|    return cls.__name__, key
def __iter__(self):|    for q in self.items: yield q|    return 5
def __iter__(self):|    yield <elem>|    yield from self.items
def __iter__(self):|    self.left = 3|    return self|def __next__(self):|    self.left -= 1|    if self.left < 0: raise StopIteration(<elem>)|    return self.left
def __call__(self, *args, **kw):|    return super().__call__(*args, **kw)
def __eq__(self, other):|    return self.x == other.x if isinstance(other, Base) else NotImplemented|def __hash__(self): return 7
def __lt__(self, other):|    return self.x < other.x
def __aiter__(self): return Steps([1, 2])
async def __aenter__(self): return await Wait(<elem>)|async def __aexit__(self, *exc): return <bool>
async def m1(self, value=1):|    return await Wait(value), <elem>
def m0(self, value=0):|    yield value|    q = yield self.x|    return q
def m0(self, value=0, /, *, key=<elem>):|    return value, key, __class__
def m1(self, value=1):|    self.x += 1|    return self
def m1(self, value=1):|    return super().m1(value)
def m2(self, value=2):|    class Inner(type(self)): x = value|    return Inner.x
def __set__(self, instance, value): p('set', value)|def __get__(self, instance, owner): return <elem>
def __instancecheck__(cls, other): return <bool>
class Inner:|    x = <elem>|    def m0(self): return __class__.x
for q in 'ab':|    locals()['f_' + q] = lambda self, q=q: q
lambda_name = [lambda: q for q in range(2)]
if <bool>:|    def m2(self): return 'conditional'
"""
MEMBER_LIST = [m.split("|") for m in MEMBERS.strip("\n").split("\n")]
DECORATORS = ["functools.total_ordering", "dataclasses.dataclass", "dataclasses.dataclass(order=True)", "traced", "(lambda c: c)", "functools.wraps(len)", "dataclasses.dataclass(eq=False, repr=False)"]


def class_statement(maker, depth, indent):
    """Lines of a class statement in a try: when the class cannot be made, its name means a class made before."""
    name = maker.fresh("C")
    inner = indent + "    "
    lines = [indent + "try:"]
    if maker.chance(8):
        lines.append(f"{inner}@{maker.choose(DECORATORS)}")
    lines.append(f"{inner}class {name}({heads(maker)}):")
    lines += body(maker, depth, inner + "    ")
    lines += [f"{indent}except Exception as error:", f"{inner}err(error)", f"{inner}{name} = {maker.choose(maker.classes) if maker.classes else 'Base'}"]
    maker.classes.append(name)
    return lines


def heads(maker):
    """What stands in the parentheses."""
    known = maker.classes
    bases = [maker.choose(known) if known and maker.chance(60) else "Base"]
    if maker.chance(15):
        bases.append(maker.choose(known + ["abc.ABC", "Root", "dict", "list", "int", "str", "Exception", "tuple", "threading.local", "collections.UserList", "float", "set", "bytes"]))
    if maker.chance(6):
        bases = [maker.choose(["dict", "list", "int", "str", "Exception", "tuple", "Root", "enum.Enum", "collections.OrderedDict", "float", "collections.deque", "type", "property", "frozenset", "bytearray"])]
    if len(set(bases)) < len(bases):
        bases = bases[:1]
    if maker.chance(6):
        bases.append("metaclass=Meta")
        if maker.chance(30):
            bases.append("option=1")
    return ", ".join(bases)


def body(maker, depth, indent):
    lines = []
    with maker.inside("class"):
        for _ in range(maker.random.randrange(2, 7)):
            if maker.chance(45):
                lines += method(maker, maker.choose(NAMES), depth, indent)
            else:
                lines += maker.first_that_fits(lambda: member(maker, indent), [indent + "pass"])
    return lines


def member(maker, indent):
    template = maker.choose(MEMBER_LIST)
    if template[0].startswith("@") or template[0].startswith("def"):
        with maker.inside("function", {"self": "obj"}):
            return [indent + maker.fill(line, 2) for line in template]
    return [indent + maker.fill(line, 2) for line in template]


def method(maker, name, depth, indent):
    parameters, returned = SPECIAL[name]
    lines = [f"{indent}def {name}(self{', ' + parameters if parameters else ''}):"]
    names = [q.split("=")[0].strip() for q in parameters.split(",") if q and "*" not in q]
    inner = indent + "    "
    with maker.inside("function", {"self": "obj", **{q: maker.choose(grammar.PLAIN) for q in names}}):
        lines += [inner + "tick()"]
        if maker.chance(40):
            lines.append(f"{inner}p('{name}'{''.join(', ' + n for n in names[:1])})")
        for _ in range(maker.choose([0, 0, 0, 1, 1, 2])):
            lines += maker.statement(min(depth - 1, 1), inner)
        returned = maker.choose([returned] * 7 + ["<any>", "NotImplemented", f"super().{name}({', '.join(names)})", "self.x", "self"])
        lines += maker.first_that_fits(lambda: [inner + "return " + maker.fill(returned, 2)], [inner + "return None"])
    return lines
