"""The objects that any_method.py and any_function.py play with, and what they do to them.

A kind makes an object; `c` is given a class and returns it or a subclass with disturbing methods.
"""

import _thread
import array
import bz2
import codecs
import collections
import contextvars
import copy
import csv
import datetime
import functools
import gc
import hashlib
import io
import itertools
import json
import lzma
import mmap
import operator
import os
import pickle
import queue
import re
import resource
import select
import socket
import struct
import sys
import threading
import types
import typing
import unicodedata
import weakref
import zlib
from itertools import islice
from xml.parsers import expat

from harness import Random, complain


LARGEST_FILE = 1 << 16  # else one that chance makes of 2**62 bytes is read to its end
resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


class Kind:
    """locks: an operation holds a lock while it runs hooks, so that two objects could wait for each other, as any two locks can."""

    def __init__(self, make, without="", locks=False):
        self.make, self.without, self.locks = make, set(without.split()), locks


class Plain:
    shared = 1

    def __init__(self, *args):
        self.a, self.b = 1, []

    def method(self, *args):
        return self.a

    @property
    def computed(self):
        return self.b


class Slotted:
    __slots__ = ("x", "y", "__weakref__")


class Meta(type):
    pass


Point = collections.namedtuple("Point", "x y")


def generator():
    got = []
    for _ in range(30):
        try:
            got.append((yield got))
        except ValueError:
            pass


def delegating():
    yield from generator()
    return 3


class Awaitable:
    def __await__(self):
        yield from range(5)


async def coroutine():
    await Awaitable()


async def async_generator():
    for i in range(50):
        try:
            yield i
        except ValueError:
            pass


def closure():
    kept = []

    def function(a=1, *b, c=2, **d):
        kept.append(a)
        return len(kept)

    return function


def frame():
    x, y = [1], {}
    return sys._getframe()


def caught():
    try:
        {}["missing"]
    except KeyError as error:
        return error


def mapping(n=9):
    return {i: [i] for i in range(n)}


def stored_file():
    return os.memfd_create("any_method")


def dumped():
    return io.BytesIO(pickle.dumps([1, {2: 3}, "x", Plain()]) * 20)


def alternating(items, n=500):
    return list(items) * n


def kinds(without="", locks=False, **makers):
    return {name: Kind(make, without, locks) for name, make in makers.items()}


containers = kinds(
    list=lambda c: c(list)(range(10)),
    list_of_objects=lambda c: c(list)(Plain() for _ in range(6)),
    dict=lambda c: c(dict)(mapping()),
    dict_of_names=lambda c: c(dict)(a=1, b=2, c=[]),
    set=lambda c: c(set)(range(9)),
    frozenset=lambda c: c(frozenset)(range(9)),
    tuple=lambda c: c(tuple)((1, [2], "x")),
    namedtuple=lambda c: c(Point)(1, [2]),
    deque=lambda c: c(collections.deque)(range(9)),
    bounded_deque=lambda c: c(collections.deque)(range(9), 9),
    defaultdict=lambda c: c(collections.defaultdict)(list, a=[1]),
    OrderedDict=lambda c: c(collections.OrderedDict)(mapping()),
    Counter=lambda c: c(collections.Counter)("abracadabra"),
    ChainMap=lambda c: c(collections.ChainMap)({1: 2}, {3: 4}),
    keys=lambda c: c(dict)(mapping()).keys(),
    items=lambda c: c(dict)(mapping()).items(),
    values=lambda c: c(dict)(mapping()).values(),
    ordered_items=lambda c: c(collections.OrderedDict)(mapping()).items(),
    mappingproxy=lambda c: types.MappingProxyType(c(dict)(mapping())),
    SimpleNamespace=lambda c: c(types.SimpleNamespace)(a=1, b=[2]),
    slice=lambda c: slice(1, [2], 3),
    range=lambda c: range(5, 50, 3),
)

iterators = kinds(
    of_list=lambda c: iter(list(range(500))),
    of_list_backwards=lambda c: reversed(c(list)(range(500))),
    of_tuple=lambda c: iter(tuple(range(500))),
    of_dict=lambda c: iter(mapping(500)),
    of_items=lambda c: iter(mapping(500).items()),
    of_values_backwards=lambda c: reversed(mapping(500).values()),
    of_set=lambda c: iter(set(range(500))),
    of_deque=lambda c: iter(collections.deque(range(500))),
    of_deque_backwards=lambda c: reversed(collections.deque(range(500))),
    of_OrderedDict=lambda c: iter(collections.OrderedDict(mapping(500))),
    of_OrderedDict_items=lambda c: reversed(collections.OrderedDict(mapping(500)).items()),
    of_str=lambda c: iter("a\u20ac" * 500),
    of_bytes=lambda c: iter(b"ab" * 500),
    of_bytearray=lambda c: iter(bytearray(b"ab" * 500)),
    of_array=lambda c: iter(array.array("i", range(500))),
    of_memoryview=lambda c: iter(memoryview(bytearray(500))),
    of_range=lambda c: iter(range(500)),
    of_long_range=lambda c: iter(range(10**30, 10**30 + 500)),
    of_old_sequence=lambda c: iter(type("S", (), {"__getitem__": lambda s, i: i if i < 500 else [][0]})()),
    of_calls=lambda c: iter(closure(), 400),
    enumerate=lambda c: c(enumerate)(range(500)),
    enumerate_long=lambda c: c(enumerate)(range(500), 2**63 - 20),
    zip=lambda c: c(zip)(range(500), iter(range(500))),
    zip_strict=lambda c: c(zip)(range(500), range(499), strict=True),
    map=lambda c: c(map)(lambda a, b: [a, b], range(500), itertools.count()),
    filter=lambda c: c(filter)(None, range(500)),
    reversed=lambda c: c(reversed)(range(500)),
    count=lambda c: c(itertools.count)(),
    count_float=lambda c: c(itertools.count)(0.5, 0.25),
    count_long=lambda c: c(itertools.count)(2**63 - 20),
    cycle=lambda c: c(itertools.cycle)(iter(range(30))),
    repeat=lambda c: c(itertools.repeat)([1], 500),
    chain=lambda c: c(itertools.chain)([1, 2], "ab" * 50, iter(range(100))),
    chain_from_iterable=lambda c: c(itertools.chain).from_iterable([i] for i in range(500)),
    accumulate=lambda c: c(itertools.accumulate)(range(500)),
    combinations=lambda c: c(itertools.combinations)(range(9), 3),
    combinations_with_replacement=lambda c: c(itertools.combinations_with_replacement)(range(6), 3),
    permutations=lambda c: c(itertools.permutations)(range(6)),
    product=lambda c: c(itertools.product)(range(5), repeat=3),
    compress=lambda c: c(itertools.compress)(range(500), alternating((1, 0))),
    dropwhile=lambda c: c(itertools.dropwhile)(lambda x: x < 3, range(500)),
    takewhile=lambda c: c(itertools.takewhile)(lambda x: x < 400, range(500)),
    filterfalse=lambda c: c(itertools.filterfalse)(lambda x: x % 2, range(500)),
    groupby=lambda c: c(itertools.groupby)(range(500), lambda x: x // 3),
    groupby_lists=lambda c: c(itertools.groupby)([i // 3] for i in range(500)),
    grouper=lambda c: next(itertools.groupby([1] * 500))[1],
    islice=lambda c: c(itertools.islice)(range(900), 2, 800, 3),
    pairwise=lambda c: c(itertools.pairwise)(range(500)),
    batched=lambda c: c(getattr(itertools, "batched", zip))(range(500), 3),
    starmap=lambda c: c(itertools.starmap)(max, [(2, 3)] * 500),
    tee=lambda c: itertools.tee(iter(range(500)))[0],
    zip_longest=lambda c: c(itertools.zip_longest)(range(500), "ab"),
    iter_unpack=lambda c: struct.iter_unpack("i", b"abcd" * 500),
    scandir=lambda c: os.scandir("/"),
)

numbers_and_text = kinds(
    int=lambda c: c(int)(12345678901234567890**3),
    small_int=lambda c: c(int)(5),
    float=lambda c: c(float)(1.5e300),
    complex=lambda c: c(complex)(1, 2),
    str=lambda c: c(str)("h\u00e9llo w\u00f6rld " * 3),
    wide_str=lambda c: c(str)("\U0001f600\u20ac" * 5),
    ascii_str=lambda c: c(str)("hello world"),
    bytes=lambda c: c(bytes)(b"hello " * 5),
    pattern=lambda c: re.compile(r"(a+)(?P<n>b)?"),
    match=lambda c: re.match(r"(a+)(?P<n>b)?", c(str)("aab")),
    scanner=lambda c: re.compile("a|b").scanner("ab" * 500),
    finditer=lambda c: re.finditer("a", "ab" * 500),
    pattern_over_bytearray=lambda c: re.compile(b"(l+)(.)").match(c(bytearray)(b"llolla")),
    template=lambda c: __import__("string").Template("$a"),
    decoder_utf8=lambda c: codecs.getincrementaldecoder("utf-8")(),
    decoder_sjis=lambda c: codecs.getincrementaldecoder("shift_jis")(),
    encoder_iso2022=lambda c: codecs.getincrementalencoder("iso2022_jp")(),
    newline_decoder=lambda c: c(io.IncrementalNewlineDecoder)(None, True),
    ucd=lambda c: unicodedata.ucd_3_2_0,
    date=lambda c: c(datetime.date)(2020, 2, 29),
    datetime=lambda c: c(datetime.datetime)(2020, 1, 1, tzinfo=c(datetime.tzinfo)()),
    datetime_utc=lambda c: c(datetime.datetime)(2020, 1, 1, tzinfo=datetime.timezone.utc),
    time=lambda c: c(datetime.time)(12, 30, tzinfo=c(datetime.tzinfo)()),
    timedelta=lambda c: c(datetime.timedelta)(1, 2, 3),
    timezone=lambda c: datetime.timezone(datetime.timedelta(hours=1)),
)

buffers = kinds(
    bytearray=lambda c: c(bytearray)(b"hello" * 5),
    memoryview=lambda c: memoryview(c(bytearray)(b"hello" * 5)),
    memoryview_of_bytes=lambda c: memoryview(b"hello" * 5),
    memoryview_of_array=lambda c: memoryview(array.array("d", [1, 2, 3])),
    memoryview_2d=lambda c: memoryview(bytearray(24)).cast("i", (2, 3)),
    array_i=lambda c: c(array.array)("i", range(9)),
    array_d=lambda c: c(array.array)("d", range(9)),
    array_b=lambda c: c(array.array)("b", range(9)),
    array_u=lambda c: c(array.array)("u", "hello"),
    mmap=lambda c: c(mmap.mmap)(-1, 4096),
    BytesIO=lambda c: c(io.BytesIO)(b"hello\nworld\n" * 3),
    buffer_of_BytesIO=lambda c: c(io.BytesIO)(b"hello\nworld\n" * 3).getbuffer(),
    PickleBuffer=lambda c: pickle.PickleBuffer(bytearray(20)),
    struct=lambda c: c(struct.Struct)("<ihd"),
)

code = kinds(
    function=lambda c: closure(),
    builtin=lambda c: len,
    bound_builtin=lambda c: [1].append,
    method=lambda c: Plain().method,
    wrapper=lambda c: (1).__add__,
    code=lambda c: closure().__code__,
    cell=lambda c: closure().__closure__[0],
    generator=lambda c: generator(),
    delegating=lambda c: delegating(),
    generator_expression=lambda c: ([x] for x in [1] * 500),
    coroutine=lambda c: coroutine(),
    coroutine_wrapper=lambda c: coroutine().__await__(),
    async_generator=lambda c: async_generator(),
    asend=lambda c: async_generator().asend(None),
    athrow=lambda c: async_generator().athrow(ValueError),
    aclose=lambda c: async_generator().aclose(),
    anext=lambda c: anext(async_generator(), 1),
    frame=lambda c: frame(),
    live_frame=lambda c: sys._getframe(),
    locals=lambda c: frame().f_locals,
    frame_of_generator=lambda c: generator().gi_frame,
    traceback=lambda c: caught().__traceback__,
    error=lambda c: caught(),
    made_error=lambda c: c(ValueError)(1),
    group=lambda c: ExceptionGroup("group", [caught(), ValueError(2), ExceptionGroup("inner", [OSError(1)])]),
    OSError=lambda c: c(OSError)(2, "x", "file"),
    UnicodeDecodeError=lambda c: c(UnicodeDecodeError)("utf8", b"abc", 0, 1, "reason"),
    UnicodeEncodeError=lambda c: c(UnicodeEncodeError)("utf8", "abc", 0, 1, "reason"),
    SyntaxError=lambda c: c(SyntaxError)("message", ("file", 1, 1, "text")),
    ImportError=lambda c: c(ImportError)("x", name="n", path="p"),
    StopIteration=lambda c: c(StopIteration)(4),
    partial=lambda c: c(functools.partial)(closure(), 1, b=2),
    lru_cache=lambda c: functools.lru_cache(8)(lambda *a, **k: object()),
    cache=lambda c: functools.cache(lambda *a, **k: object()),
    cmp_to_key=lambda c: functools.cmp_to_key(lambda a, b: 0)(3),
    singledispatch=lambda c: functools.singledispatch(lambda x: x),
    attrgetter=lambda c: operator.attrgetter("a", "b.c"),
    itemgetter=lambda c: operator.itemgetter(1, 2),
    methodcaller=lambda c: operator.methodcaller("method", 1),
    ContextVar=lambda c: contextvars.ContextVar("variable", default=[1]),
    Context=lambda c: contextvars.copy_context(),
    Token=lambda c: contextvars.Context().run(contextvars.ContextVar("q").set, 3),
    weakref=lambda c: c(weakref.ref)(keep(Plain())),
    proxy=lambda c: weakref.proxy(keep(Plain())),
    WeakValueDictionary=lambda c: weakref.WeakValueDictionary({i: keep(Plain()) for i in range(5)}),
    WeakKeyDictionary=lambda c: weakref.WeakKeyDictionary({keep(Plain()): i for i in range(5)}),
    WeakSet=lambda c: weakref.WeakSet([keep(Plain()) for _ in range(5)]),
)

classes = kinds(
    object=lambda c: c(Plain)(),
    slotted=lambda c: c(Slotted)(),
    cls=lambda c: c(type)("T", (Plain,), {"z": 1, "method": lambda *args: 1}),
    class_with_slots=lambda c: type("T", (), {"__slots__": ("a", "b")}),
    class_of_meta=lambda c: c(Meta)("T", (Plain,), {}),
    abstract=lambda c: __import__("abc").ABCMeta("T", (), {}),
    class_dict=lambda c: type("T", (Plain,), {"z": 1}).__dict__,
    property=lambda c: c(property)(lambda self: 1),
    staticmethod=lambda c: c(staticmethod)(len),
    classmethod=lambda c: c(classmethod)(closure()),
    cached_property=lambda c: functools.cached_property(lambda self: []),
    super=lambda c: c(super)(Plain, Plain()),
    module=lambda c: c(types.ModuleType)("module"),
    slot_wrapper=lambda c: int.__add__,
    getset=lambda c: types.FunctionType.__dict__["__code__"],
    member=lambda c: Slotted.__dict__["x"],
    GenericAlias=lambda c: list[int],
    Union=lambda c: int | str,
    Optional=lambda c: typing.Optional[int],
    TypeVar=lambda c: typing.TypeVar("T"),
    local=lambda c: c(threading.local)(),
)

streams = kinds(
    without="__init__ __class__",
    locks=True,
    StringIO=lambda c: c(io.StringIO)("h\u00e9llo\nworld\n" * 3),
    TextIOWrapper=lambda c: c(io.TextIOWrapper)(c(io.BytesIO)(b"hello\nworld\n" * 300)),
    BufferedReader=lambda c: c(io.BufferedReader)(c(io.BytesIO)(b"hello\nworld\n" * 300), 16),
    BufferedWriter=lambda c: c(io.BufferedWriter)(c(io.BytesIO)(), 16),
    BufferedRandom=lambda c: c(io.BufferedRandom)(c(io.BytesIO)(b"hello\n" * 300), 16),
    BufferedRWPair=lambda c: c(io.BufferedRWPair)(io.BytesIO(b"hello\n" * 300), io.BytesIO(), 16),
    text_file=lambda c: open(stored_file(), "w+"),
    binary_file=lambda c: open(stored_file(), "w+b"),
    raw_file=lambda c: open(stored_file(), "w+b", buffering=0),
    csv_reader=lambda c: csv.reader(iter(['a,b,"c"'] * 500)),
    csv_writer=lambda c: csv.writer(c(io.StringIO)()),
    csv_dialect=lambda c: csv.get_dialect("excel"),
)

library = kinds(
    json_encoder=lambda c: json.JSONEncoder(),
    json_decoder=lambda c: json.JSONDecoder(),
    json_scanner=lambda c: json.scanner.make_scanner(json.JSONDecoder()),
    iterencode=lambda c: json.JSONEncoder().iterencode([1, {"a": [2]}] * 100),
    Pickler=lambda c: c(pickle.Pickler)(io.BytesIO()),
    Unpickler=lambda c: c(pickle.Unpickler)(dumped()),
    compressobj=lambda c: zlib.compressobj(),
    decompressobj=lambda c: zlib.decompressobj(),
    BZ2Compressor=lambda c: c(bz2.BZ2Compressor)(),
    BZ2Decompressor=lambda c: c(bz2.BZ2Decompressor)(),
    LZMACompressor=lambda c: c(lzma.LZMACompressor)(preset=0),
    LZMADecompressor=lambda c: c(lzma.LZMADecompressor)(),
    sha256=lambda c: hashlib.sha256(b"x"),
    md5=lambda c: hashlib.md5(),
    blake2b=lambda c: hashlib.blake2b(b"x"),
    shake_128=lambda c: hashlib.shake_128(b"x"),
    random=lambda c: c(__import__("_random").Random)(3),
    expat=lambda c: expat.ParserCreate(),
    Decimal=lambda c: c(__import__("decimal").Decimal)("1.5"),
)

system = kinds(
    without="__init__ __class__ get fromfd",
    Lock=lambda c: _thread.allocate_lock(),
    RLock=lambda c: threading.RLock(),
    SimpleQueue=lambda c: c(queue.SimpleQueue)(),
    epoll=lambda c: select.epoll(),
    poll_object=lambda c: select.poll(),
    socket=lambda c: c(socket.socket)(),
    stat=lambda c: os.stat("/"),
    flags=lambda c: sys.flags,
)

GROUPS = dict(containers=containers, iterators=iterators, numbers_and_text=numbers_and_text, buffers=buffers, code=code, classes=classes,
              streams=streams, library=library, system=system)

kept = collections.deque(maxlen=40)  # referents of weak references


def keep(value):
    kept.append(value)
    return value


# ---- Arguments

# What a method of Hostile returns once it has disturbed the game.
ANSWERS = dict(__hash__=1, __eq__=False, __lt__=True, __le__=True, __index__=1, __int__=3, __float__=1.5, __complex__=1j, __bool__=True, __len__=2,
               __length_hint__=3, __contains__=True, __str__="x", __repr__="x", __format__="x", __bytes__=b"x", __fspath__="/", __call__=None,
               __add__="x", __radd__="x", __mul__=1, __rmul__=1, __and__=1, __rand__=1, __getitem__=1, __setitem__=None, __get__=1, __enter__=1,
               __exit__=False, __del__=None, __trunc__=1, __round__=1, __divmod__=(1, 1), __reduce_ex__="copyreg", __instancecheck__=True,
               __subclasscheck__=True,
               utcoffset=datetime.timedelta(0), keys=("a", "b"), read=b"xx\n", readline=b"xx\n", readinto=1, write=2, send=1, throw=1)


def _answering(value):
    def method(self, *args):
        getattr(self.game, "disturb", bool)()
        return value

    return method


class Hostile:
    """Whoever asks it anything finds the shared objects changed."""

    game = None

    def __init__(self, game):
        self.game = game

    def __iter__(self):
        for i in range(4):
            self.game.disturb()
            yield i

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self.__index__()


for _name, _value in ANSWERS.items():
    setattr(Hostile, _name, _answering(_value))

ARGUMENTS = [
    lambda: None, lambda: True, lambda: 2**62, lambda: -(2**63), lambda: 2**70, lambda: 1.5, lambda: float("nan"), lambda: "a", lambda: "hello",
    lambda: "\u20ac", lambda: "utf-8", lambda: "strict", lambda: "__name__", lambda: "a\x00b", lambda: b"hello\n", lambda: bytearray(b"xyz"),
    lambda: memoryview(b"abcd"), lambda: [3, "x"], lambda: {"a": [1]}, lambda: {1, 2, 3}, lambda: (1, 2), lambda: slice(1, 5, 2),
    lambda: slice(None, None, -1), object, Plain, lambda: int, lambda: ValueError, lambda: ValueError("thrown"), lambda: iter([1, [2], 3]),
    lambda: (x for x in (1, 2, 3)), lambda: lambda *args, **names: args, lambda: closure().__code__, lambda: [[1, 2], [3, 4]], lambda: "%s %d {0}",
    lambda: datetime.timedelta(1),
]

# ---- What is done to objects

VIEWS = (memoryview, type({}.keys()), type({}.values()), type({}.items()))
HOOKS = """__hash__ __eq__ __lt__ __index__ __len__ __iter__ __next__ __getitem__ __setitem__ __delitem__ __contains__ __bool__ __str__ __repr__
    __float__ __int__ __add__ __radd__ __iadd__ __mul__ __or__ __and__ __sub__ __missing__ __getattribute__ __setattr__ __reduce_ex__ __call__ __get__
    __set__ __length_hint__ __format__ __del__ append extend pop update keys items copy clear read read1 readinto readline write flush seek tell close
    readable writable seekable closed utcoffset tzname dst fromutc mro persistent_id find_class put""".split()
NONSENSE = (None, -1, 2**70, "x", b"", (), [], int, float("nan"), ValueError(), iter(()))


def length(value):
    return len(value) if isinstance(value, (list, dict, set, collections.deque, bytearray, array.array)) else 0


def resize(value):
    value.append(1)
    value.pop(0)


def reinitialise(value):
    if not isinstance(value, (io.IOBase, socket.socket)):
        value.__init__()


CHANGES = [
    lambda o: o.clear(), lambda o: o.pop(), lambda o: o.append(1), lambda o: o.__delitem__(slice(None)), lambda o: o.extend(b"abcdefgh" * 20),
    resize, lambda o: o.__setitem__(0, 7), lambda o: o.update({5: 6, "a": None}), lambda o: o.add(77), lambda o: o.popitem(),
    lambda o: o.release(), lambda o: o.close(), lambda o: next(o), lambda o: list(islice(o, 20)), lambda o: o.sort(), lambda o: o.reverse(),
    lambda o: o.seek(0), lambda o: o.truncate(0), lambda o: o.write("x"), lambda o: o.write(b"y" * 40), lambda o: o.read(2), lambda o: o.reset(),
    reinitialise, lambda o: o.__setstate__((1, 2)), lambda o: setattr(o, "a", []), lambda o: delattr(o, "a"),
    lambda o: setattr(o, "__class__", Plain), lambda o: setattr(o, "__dict__", {}), lambda o: setattr(o, "__bases__", (Slotted,)),
    lambda o: o.__dict__.clear(), lambda o: o.send(None), lambda o: o.throw(ValueError), lambda o: o.move_to_end("a"),
    lambda o: setattr(o, "__code__", frame.__code__), lambda o: o.cache_clear(), lambda o: setattr(o, "__defaults__", (1, 2)),
    lambda o: gc.collect(), lambda o: o.detach(),
]

ONE_OPERAND = [
    repr, str, hash, len, iter, bool, type, dir, vars, format, reversed, callable, id, next, next, next, copy.copy, pickle.dumps, copy.deepcopy,
    sys.getrefcount, sys.getsizeof, gc.get_referents, gc.is_tracked, gc.is_finalized, gc.get_referrers, memoryview, weakref.ref, int, float,
    complex, operator.index, operator.length_hint, lambda o: list(islice(o, 5)), lambda o: sorted(islice(o, 5)), lambda o: dict(islice(o, 3)),
    lambda o: {*islice(o, 5)}, lambda o: o.__dict__, lambda o: o.a, lambda o: setattr(o, "a", 3), lambda o: delattr(o, "a"),
    lambda o: o.send(None), lambda o: o(1), lambda o: o(), lambda o: weakref.ref(o, print), lambda o: gc.collect(0),
    lambda o: iter(o).__reduce__(), lambda o: o.__setstate__(o.__reduce__()[2]), lambda o: o[0], lambda o: o[1:3], lambda o: {**o},
    lambda o: (lambda **names: 1)(**o), lambda o: (lambda a, b, *c: 1)(*islice(o, 5)), lambda o: json.dumps(o), lambda o: hashlib.md5(o),
    lambda o: struct.unpack_from("i", o), lambda o: b"".join([o, o]), lambda o: bytes(islice(o, 9)), lambda o: o.acquire(False),
    lambda o: str(o, "utf-8"), lambda o: max(islice(o, 5)), lambda o: sum(islice(o, 5)), lambda o: "".join(islice(o, 5)), lambda o: o.get_nowait(),
    lambda o: print(o, file=io.StringIO()), lambda o: f"{o!r:>20}", lambda o: "%s %r" % (o, o), lambda o: abs(-o), lambda o: round(o),
    lambda o: divmod(o, 3),
]


def store(a, b):
    a[b] = b


TWO_OPERANDS = [
    operator.add, lambda a, b: operator.iadd(a, [b]), operator.sub, operator.and_, operator.or_, operator.ior, operator.xor, operator.concat,
    operator.getitem, operator.delitem, operator.eq, operator.lt, operator.ge, operator.ne, operator.mod, operator.truediv, store, isinstance,
    lambda a, b: [b] == [a], lambda a, b: {a: b}, lambda a, b: {b: a}, lambda a, b: getattr(a, b), lambda a, b: setattr(a, "b", b),
    lambda a, b: setattr(a, "__class__", type(b)), lambda a, b: a(b), lambda a, b: a(b, b),
    lambda a, b: b in islice(a, 5) if hasattr(a, "__next__") else b in a, lambda a, b: issubclass(b, a), lambda a, b: format(a, b),
    lambda a, b: a[b:], lambda a, b: list(islice(zip(a, b), 5)), lambda a, b: functools.reduce(a, [b, b]), lambda a, b: sorted([b, b], key=a),
    lambda a, b: next(map(a, b)), lambda a, b: a[0:b],
]


class Game:
    """What the threads of a round share."""

    def __init__(self, name):
        self.name, self.random, self.depths, self.objects = name, Random(99), {}, []

    def disturb(self):
        """Changes a shared object, perhaps one that a native operation is just at work on."""
        me = threading.get_ident()
        depth = self.depths.get(me, 0)
        if depth > 2 or not self.objects:
            return
        self.depths[me] = depth + 1
        try:
            self.random.choice(CHANGES)(self.random.choice(self.objects))
        except Exception as error:
            self.judge(error)
        self.depths[me] = depth

    def judge(self, error):
        error.__traceback__ = None
        if isinstance(error, SystemError):
            complain("%s: %r" % (self.name, error))

    def argument(self, random):
        kind = random.below(len(ARGUMENTS) + 4)
        if kind < 2:
            return Hostile(self)
        if kind == 2:
            return random.below(14) - 3
        if kind == 3:
            return random.choice(self.objects)
        return ARGUMENTS[kind - 4]()
