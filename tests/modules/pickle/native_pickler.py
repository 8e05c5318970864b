# _pickle writes byte for byte what the library's own pickler writes, and both read what either wrote.
import _pickle, copyreg, io, pickle


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return type(other) is Point and (self.x, self.y) == (other.x, other.y)

    class Inner:
        pass


class Slots:
    __slots__ = ("a", "b")


class Reduced:
    def __reduce__(self):
        return (list, (), None, iter([1, 2, 3]))


class NewArgs(tuple):
    def __new__(cls, *args, tag=None):
        self = tuple.__new__(cls, args)
        self.tag = tag
        return self

    def __getnewargs_ex__(self):
        return tuple(self), {"tag": self.tag}


class SubDict(dict):
    pass


def function():
    pass


values = [
    None, True, False, 0, -1, 255, 256, 65535, 65536, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**62, 2**63, -2**63, 2**2100, -2**2100, -128, -32768, 0.0, -0.0, 1.5,
    float("inf"), "", "abc", "é" * 200, "\ud800x", "a\nb\\c\0\r\x1a", "x" * 300, b"", b"abc" * 100, bytearray(b"xyz"), (), (1,), (1, 2, 3), (1, 2, 3, 4),
    [], [1], [1, 2], {}, {1: 2}, {1: 2, "a": [3]}, set(), {5}, frozenset(), frozenset([7]), len, int, type(None), Ellipsis, NotImplemented, range(3), 1j,
    list(range(2500)), dict.fromkeys(range(2002)), Point(1, [2]), Point.Inner, function, Reduced, [Point, Point, "same", "same"],
    "y" * 70000, [b"z" * 70000, "w" * 100],
]
assert pickle.dumps is _pickle.dumps
for value in values:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        native, library = pickle.dumps(value, protocol), pickle._dumps(value, protocol)
        assert native == library, (repr(value)[:60], protocol, native[:80], library[:80])
        for loads in (pickle.loads, pickle._loads):
            back = loads(native)
            assert back == value and type(back) is type(value), (repr(value)[:60], protocol)
        stream = io.BytesIO()
        pickle.dump(value, stream, protocol)
        stream.write(b"rest")
        assert stream.getvalue() == native + b"rest"
        stream.seek(0)
        assert pickle.load(stream) == value and stream.read() == b"rest"
print("values", len(values))

for protocol in range(2, 6):
    s = Slots()
    s.a = [s]
    back = pickle.loads(pickle.dumps(s, protocol))
    new = pickle.loads(pickle.dumps(NewArgs(1, 2, tag="t"), protocol))
    sub = SubDict(a=1)
    sub.me = sub
    again = pickle.loads(pickle.dumps(sub, protocol))
    print(protocol, back.a[0] is back, hasattr(back, "b"), new, new.tag, again, again.me is again, pickle.loads(pickle.dumps(Reduced(), protocol)))

loop = []
loop.append((loop, {"loop": loop}))
tup = ([],)
tup[0].append(tup)
for protocol in range(6):
    a = pickle.loads(pickle.dumps(loop, protocol))
    b = pickle.loads(pickle.dumps(tup, protocol))
    assert a[0][0] is a and a[0][1]["loop"] is a and b[0][0] is b


class Persistent(pickle.Pickler):
    def persistent_id(self, obj):
        return ("point", obj.x) if isinstance(obj, Point) else None


class Load(pickle.Unpickler):
    def persistent_load(self, pid):
        return pid

    def find_class(self, module, name):
        print("find", name)
        return super().find_class(module, name)


out = io.BytesIO()
p = Persistent(out)
p.dump([Point(4, 5), Point.Inner, 3])
p.dump("second")
data = io.BytesIO(out.getvalue())
u = Load(data)
print(u.load(), u.load())


class Override(pickle.Pickler):
    def reducer_override(self, obj):
        return (int, ("42",)) if obj is function else NotImplemented


out = io.BytesIO()
p = Override(out)
p.dispatch_table = copyreg.dispatch_table.copy()
p.dispatch_table[Point] = lambda point: (Point, (0, 0))
p.dump([function, Point(1, 2)])
print(pickle.loads(out.getvalue())[0], pickle.loads(out.getvalue())[1] == Point(0, 0))
out = io.BytesIO()
p = pickle.Pickler(out, 2)
shared = ["shared"]
p.dump(shared)
p.dump(shared)
first = len(out.getvalue())
p.clear_memo()
p.dump(shared)
u = pickle.Unpickler(io.BytesIO(out.getvalue()))
a, b, c = u.load(), u.load(), u.load()
print(a is b, a is c, len(p.memo.copy()), p.bin, p.fast)
try:
    copyreg.add_extension(__name__, "Point", 240)
    print(pickle.loads(pickle.dumps(Point, 2)) is Point, len(pickle.dumps(Point, 2)))
finally:
    copyreg.remove_extension(__name__, "Point", 240)


class Setter:
    pass


def set_state(obj, state):
    obj.__dict__.update(state, through=True)


class WithSetter:
    def __reduce__(self):
        return Setter, (), {"a": 1}, None, None, set_state


print(sorted(vars(pickle.loads(pickle.dumps(WithSetter()))).items()))


class Prop:
    def __init__(self):
        self.__dict__["p"] = 5

    @property
    def p(self):
        return "property"

    def __setattr__(self, name, value):
        raise AttributeError("no")


print(vars(pickle.loads(pickle.dumps(Prop()))))


def local():
    def inner():
        pass
    return inner


class Bad:
    def __init__(self, result):
        self.result = result

    def __reduce__(self):
        return self.result


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])


for result in (1, (1,), (1, 2), (function, 1), (function, (), None, 1), (function, (), None, None, 1), ()):
    attempt(pickle.dumps, Bad(result))
attempt(pickle.dumps, 1, 7)
attempt(pickle.dump, 1, 1)
attempt(pickle.load, 1)
attempt(_pickle.Pickler.__new__(_pickle.Pickler).dump, 1)
attempt(_pickle.Unpickler.__new__(_pickle.Unpickler).load)
for text in (b"", b"\x80\x04K", b"0.", b"t.", b"Pabc\n.", b"\x80\x09.", b"h\x05.", b"cbuiltins\nfoo\n.", b"\xff.", b"(.", b".", b"]}s.", b"K\x01e.", b"(K\x01K\x02K\x03d.", b"I01\n.", b"L12L\n.", b"F1.5\n.",
             b"S'a\\x41'\n.", b"Vq\\u0041\n.", b"cbuiltins\nint\n(S'7'\ntR.", b"(cbuiltins\nint\nS'8'\no.", b"(S'9'\nibuiltins\nint\n.", b"\x97.", b"\x95\x10\x00\x00\x00\x00\x00\x00\x00K\x01."):
    attempt(pickle.loads, text)
print(pickle.loads(b"\x80\x02U\x02\xe9a.", encoding="latin-1"), pickle.loads(b"U\x02\xe9b.", encoding="bytes"))

# expect: values 63
# expect: 2 True False (1, 2) t {'a': 1} True [1, 2, 3]
# expect: 3 True False (1, 2) t {'a': 1} True [1, 2, 3]
# expect: 4 True False (1, 2) t {'a': 1} True [1, 2, 3]
# expect: 5 True False (1, 2) t {'a': 1} True [1, 2, 3]
# expect: find Point.Inner
# expect: [('point', 4), <class '__main__.Point.Inner'>, 3] second
# expect: 42 True
# expect: True False 2 1 0
# expect: True 5
# expect: [('a', 1), ('through', True)]
# expect: {'p': 5}
# expect-before-3.15: PicklingError __reduce__ must return a string or tuple
# expect-since-3.15: PicklingError __reduce__ must return a string or tuple, not int
# expect: PicklingError tuple returned by __reduce__ must contain 2 through 6 elements
# expect-before-3.15: PicklingError first item of the tuple returned by __reduce__ must be callable
# expect-before-3.15: PicklingError second item of the tuple returned by __reduce__ must be a tuple
# expect-before-3.15: PicklingError fourth element of the tuple returned by __reduce__ must be an iterator, not int
# expect-before-3.15: PicklingError fifth element of the tuple returned by __reduce__ must be an iterator, not int
# expect-since-3.15: PicklingError first item of the tuple returned by __reduce__ must be callable, not int
# expect-since-3.15: PicklingError second item of the tuple returned by __reduce__ must be a tuple, not int
# expect-since-3.15: PicklingError fourth item of the tuple returned by __reduce__ must be an iterator, not int
# expect-since-3.15: PicklingError fifth item of the tuple returned by __reduce__ must be an iterator, not int
# expect: PicklingError tuple returned by __reduce__ must contain 2 through 6 elements
# expect: ValueError pickle protocol must be <= 5
# expect: TypeError file must have a 'write' attribute
# expect: TypeError file must have 'read' and 'readline' attributes
# expect: PicklingError Pickler.__init__() was not called by _pickle.Pickler.__init__()
# expect: UnpicklingError Unpickler.__init__() was not called by _pickle.Unpickler.__init__()
# expect: EOFError Ran out of input
# expect: UnpicklingError pickle data was truncated
# expect: UnpicklingError unpickling stack underflow
# expect: UnpicklingError could not find MARK
# expect: UnpicklingError A load persistent id instruction was encountered, but no persistent_load function was specified.
# expect: ValueError unsupported pickle protocol: 9
# expect: UnpicklingError Memo value not found at index 5
# expect-before-3.15: AttributeError Can't get attribute 'foo' on <module 'builtins' (built-in)>
# expect-since-3.15: AttributeError module 'builtins' has no attribute 'foo'
# expect: UnpicklingError invalid load key, '\xff'.
# expect: UnpicklingError unexpected MARK found
# expect: UnpicklingError unpickling stack underflow
# expect: UnpicklingError unpickling stack underflow
# expect: UnpicklingError could not find MARK
# expect: UnpicklingError odd number of items for DICT
# expect: True
# expect: 12
# expect: 1.5
# expect: aA
# expect: qA
# expect: 7
# expect: 8
# expect: 9
# expect: UnpicklingError pickle stream refers to out-of-band data but no *buffers* argument was given
# expect: UnpicklingError pickle data was truncated
# expect: éa b'\xe9b'
