# Operations that could stop all threads, walk over the heap or visit all classes that derive from one. The table bounds how often each of them does, alone
# and in a program with many objects, many subclasses and a second thread.
import abc, asyncio, collections, contextlib, contextvars, copy, dataclasses, enum, functools, gc, importlib, inspect, io, operator, pickle, sys, threading, types, typing, unittest.mock, weakref

try:
    from refscope import of, work
    has_owners = of([]).owner != 0  # else all counts are atomic, and each collection stops the other threads
except ImportError:  # CPython has nothing to count
    work = lambda: {"pauses": 0, "heap_walks": 0, "classes_visited": 0}
    has_owners = True

KINDS = "pauses", "heap_walks", "classes_visited"
table = []  # name, preparation, operation, bounds


def row(pauses=0, heap_walks=0, classes=8, prepare=lambda: None):
    """The decorated function is an operation, which gets what prepare() returns. The bounds hold for one operation."""

    def enter(operation):
        table.append((operation.__name__, prepare, operation, (pauses, heap_walks, classes)))
        return operation

    return enter


def method(self, *args):
    return NotImplemented


class Base:
    attribute = 1
    other = 1

    def __repr__(self):
        return "Base()"


class Slotted:
    __slots__ = "member", "__dict__"


def fresh():
    return type("Fresh", (Base,), {})


def fresh_with_instance():
    cls = fresh()
    cls.kept = instance = cls()
    instance.own = 1
    return cls


def plain(a=1):
    return a


def other(a=2):
    return a + 1


def generate():
    yield 1


def generate_two():
    yield 2


# ---- new classes

SPECIAL = """lt le eq ne gt ge hash repr str len iter next call contains getitem setitem bool int float index add radd iadd sub mul matmul truediv floordiv
mod divmod pow lshift and or xor neg pos abs invert enter exit reversed format bytes init new getattr setattr delattr getattribute get set delete await aiter
anext buffer instancecheck subclasscheck init_subclass class_getitem set_name missing copy deepcopy reduce sizeof dir""".split()
for text in SPECIAL:
    for prepare in fresh, fresh_with_instance:
        if prepare is fresh_with_instance and text in ("setattr", "delattr", "getattribute"):
            continue  # these change what the inline caches of existing instances may do: see below

        def set_special(cls, name=f"__{text}__"):
            setattr(cls, name, method)

        set_special.__name__ = f"set_special {text} {prepare.__name__}"
        row(prepare=prepare)(set_special)


@row(pauses=1, heap_walks=1, prepare=fresh_with_instance)
def set_setattr_beside_instances(cls):
    cls.__setattr__ = object.__setattr__
    cls.__setattr__ = method


@row(pauses=1, prepare=fresh)
def set_finalizer_later(cls):
    cls.__del__ = method


@row(pauses=2, prepare=fresh)
def delete_special(cls):
    cls.__len__ = cls.__iter__ = method
    del cls.__len__, cls.__iter__


@row()
def class_statement(_):
    class New(Base):
        def __eq__(self, other):
            return True

        __hash__ = None
        __slots__ = ("a", "b")


@row()
def class_by_type(_):
    type("New", (Base, Slotted), {"__len__": method})


@row()
def class_with_metaclass(_):
    class Meta(type):
        def __call__(cls):
            return super().__call__()

    Meta("New", (), {})()


@row()
def class_with_mro(_):
    class Meta(type):
        def mro(cls):
            return super().mro()

    Meta("New", (Base,), {})


@row(classes=40)
def class_abstract(_):
    class Abstract(abc.ABC):
        @abc.abstractmethod
        def method(self): ...

    class Concrete(Abstract):
        def method(self): ...

    Concrete(), isinstance(1, Abstract), Abstract.register(fresh()), isinstance(fresh()(), Abstract)


@row(classes=200)
def class_enum(_):
    class Color(enum.Enum):
        RED = 1
        GREEN = 2


@row(classes=300)
def class_flag(_):
    class Color(enum.IntFlag):
        RED = 1
        GREEN = 2


@row(classes=60)
def class_dataclass(_):
    @dataclasses.dataclass(order=True, unsafe_hash=True)
    class Point:
        x: int = 0


@row(classes=60)
def class_dataclass_frozen(_):
    @dataclasses.dataclass(frozen=True)
    class Point:
        x: int = 0

    Point(1)


@row(classes=60)
def class_dataclass_slots(_):
    @dataclasses.dataclass(slots=True, weakref_slot=True)
    class Point:
        x: int = 0


@row(classes=40)
def class_total_ordering(_):
    @functools.total_ordering
    class Ordered(Base):
        def __lt__(self, other):
            return True


@row(classes=40)
def class_namedtuple(_):
    collections.namedtuple("Point", "x y")(1, 2)


@row(classes=60)
def class_typing(_):
    T = typing.TypeVar("T")

    class Box(typing.Generic[T]): ...

    class Talks(typing.Protocol):
        def talk(self): ...

    class Movie(typing.TypedDict):
        name: str

    Box[int]()


@row(classes=1000)
def magic_mock(_):
    unittest.mock.MagicMock()


@row(classes=100)
def mock_with_spec(_):
    unittest.mock.Mock(spec=Base).attribute


@row(classes=1000)
def patch(_):
    with unittest.mock.patch.object(Base, "attribute", 3), unittest.mock.patch("io.StringIO"):
        pass


@row()
def class_dies(_):
    cls = fresh()
    cls.itself = cls
    del cls


# ---- changes of classes with many subclasses


def warm():
    """The look-ups whose results the subclasses remember."""
    for cls in Base.__subclasses__():
        cls.other
    Base.attribute = 0
    return Base


@row(classes=0, prepare=warm)
def counter_in_a_base(cls):
    for number in range(10):
        cls.attribute += 1


@row(classes=2, prepare=warm)
def new_name_in_a_base(cls):
    cls.new_name = 1
    del cls.new_name


@row(classes=0)
def special_method_replaced_in_a_base(_):
    Base.__repr__ = lambda self: "another"


def instance():
    made = fresh_with_instance()()
    made.attribute = 1
    return made


@row(prepare=instance)
def class_of_an_instance_replaced(made):
    made.__class__ = fresh()


@row(prepare=instance)
def dict_of_an_instance_replaced(made):
    made.__dict__
    made.__dict__ = {"a": 1}
    vars(made)["b"] = 2


@row(pauses=2, classes=60, prepare=fresh)
def bases_replaced(cls):
    cls.__bases__ = (type("Other", (Base,), {}),)


@row(prepare=fresh)
def names_of_a_class(cls):
    cls.__name__ = cls.__qualname__ = "Renamed"
    cls.__module__ = cls.__doc__ = "text"
    cls.__annotations__ = {}
    cls.__abstractmethods__ = frozenset()
    cls.__name__, cls.__mro__, cls.__subclasses__(), cls.__dict__, dir(cls)


@row(pauses=1, heap_walks=1, prepare=instance)
def property_over_an_attribute(made):
    type(made).attribute = property(lambda self: 1)
    made.attribute


@row(prepare=fresh)
def property_of_a_new_class(cls):
    cls.value = property(lambda self: 1)
    cls.value = cls.value.setter(method)
    cls().value


# ---- functions and frames


@row(pauses=1)
def code_replaced(_):
    plain.__code__ = other.__code__


@row(pauses=1, heap_walks=1)
def code_of_a_generator_function_replaced(_):
    running = generate()
    generate.__code__ = generate_two.__code__
    next(running)


@row()
def attributes_of_a_function(_):
    def function(a, b=1, *, c=2): ...

    function.__defaults__ = (3,)
    function.__kwdefaults__ = {"c": 4}
    function.__name__ = function.__qualname__ = "renamed"
    function.__annotations__ = {}
    function.attribute = 1
    inspect.signature(function)


@row()
def own_frame(_):
    local = 1
    frame = sys._getframe()
    frame.f_locals["local"] = 2
    frame.f_locals["extra"] = 2
    frame.f_back, frame.f_lineno, frame.f_code, frame.f_globals
    inspect.stack(0)


@row()
def traceback(_):
    try:
        1 / 0
    except ZeroDivisionError as error:
        error.with_traceback(None)
        error.__context__ = ValueError()
    try:
        raise ValueError("text") from KeyError()
    except ValueError:
        sys.exc_info()


@row()
def generators(_):
    running = generate()
    running.gi_frame, running.gi_code, running.gi_running
    next(running)
    running.close()

    async def coroutine():
        return 1

    waiting = coroutine()
    waiting.cr_frame
    with contextlib.suppress(StopIteration):
        waiting.send(None)


@row(pauses=2)
def frames_of_all_threads(_):
    sys._current_frames()
    sys._current_exceptions()


@row(pauses=4)
def trace_and_profile(_):
    sys.settrace(None)
    sys.settrace(lambda *args: None)
    sys.settrace(None)
    sys.setprofile(lambda *args: None)
    sys.setprofile(None)


if sys.version_info >= (3, 12):

    @row(pauses=8)
    def monitoring(_):
        tool = sys.monitoring
        tool.use_tool_id(3, "test")
        tool.register_callback(3, tool.events.LINE, lambda *args: None)
        tool.set_local_events(3, plain.__code__, tool.events.LINE)
        plain()
        tool.set_local_events(3, plain.__code__, 0)
        tool.free_tool_id(3)


# ---- the collector


@row()
def referents(_):
    small = [[], (), {}]
    gc.get_referents(small)
    gc.get_referents(small, {"a": small}, (small,))


@row(pauses=1)
def referents_of_a_class(_):
    gc.get_referents(Base)


@row(pauses=1, heap_walks=1)
def referrers(_):
    gc.get_referrers(table)


@row(pauses=1, heap_walks=1)
def objects(_):
    gc.get_objects()


@row(pauses=0 if has_owners else 1)
def young_collection(_):
    cycle = []
    cycle.append(cycle)
    del cycle
    gc.collect(0)


@row(pauses=4, heap_walks=1)
def collection(_):
    gc.collect()


@row()
def settings_of_the_collector(_):
    gc.get_count(), gc.get_stats(), gc.get_threshold(), gc.get_debug(), gc.is_tracked([]), gc.is_finalized([])
    gc.set_threshold(*gc.get_threshold())
    gc.set_debug(0)


@row(pauses=3, heap_walks=3)
def freezing(_):
    gc.freeze()
    gc.get_freeze_count()
    gc.unfreeze()


# ---- what programs do all the time


@row(prepare=fresh)
def weak_references(cls):
    reference = weakref.ref(cls)
    made = cls()
    keys = weakref.WeakKeyDictionary({made: 1, cls: 2})
    made_set = weakref.WeakSet([made])
    weakref.finalize(made, plain)
    weakref.proxy(made).attribute
    del made


@row(classes=100)
def dispatch(_):
    @functools.singledispatch
    def function(value): ...

    function.register(int, plain)
    function(1), function("text"), function(fresh()())


@row()
def caches(_):
    cached = functools.lru_cache(maxsize=2)(plain)
    cached(1), cached(2), cached(3), cached.cache_clear(), cached.cache_info()


@row(classes=20)
def copies(_):
    copy.copy(fresh()()), copy.deepcopy({"a": [Base()]}), pickle.loads(pickle.dumps([Base(), 1, "text"]))


@row(classes=20)
def code_from_text(_):
    exec(compile("class A: x = 1\ndef f(): return A().x\nf()", "text", "exec"), {})
    eval("1 + 1")


@row(classes=20)
def modules(_):
    module = types.ModuleType("made")
    module.attribute = 1
    sys.modules["made"] = module
    importlib.import_module("made")
    del sys.modules["made"]
    importlib.invalidate_caches()


@row(classes=600)
def import_again(_):
    sys.modules.pop("colorsys", None)
    sys.modules.pop("textwrap", None)
    import colorsys
    import textwrap


@row()
def memory_and_counts(_):
    sys.getrefcount(Base), sys.getsizeof(Base), sys.intern("te" + str(1)), sys._getframe()


@row(pauses=1)
def memory_of_all_threads(_):
    sys.getallocatedblocks()


@row()
def locals_of_threads(_):
    local = threading.local()
    local.attribute = 1
    variable = contextvars.ContextVar("variable")
    contextvars.copy_context().run(variable.set, 1)


@row()
def threads_start_and_end(_):
    thread = threading.Thread(target=plain)
    thread.start()
    thread.join()
    threading.enumerate(), threading.active_count()


@row(pauses=1, classes=60)
def event_loop(_):
    async def main():
        asyncio.current_task()
        await asyncio.gather(*(asyncio.sleep(0) for _ in range(3)))

    asyncio.run(main())


@row()
def containers(_):
    data = {str(number): [number] for number in range(100)}
    data.update(a=1), sorted(data), list(data.items()), set(data), collections.Counter(data), collections.OrderedDict(data)
    operator.itemgetter("a")(data)


def excess(name, prepare, operation, bounds):
    """What one operation does beyond its bounds. Three tries, because the first use of something may prepare it."""
    for _ in range(3):
        argument = prepare()
        before = work()
        operation(argument)
        after = work()
        argument = None
        beyond = [f"{kind} {after[kind] - before[kind]} of {bound}" for kind, bound in zip(KINDS, bounds) if after[kind] - before[kind] > bound]
        if not beyond:
            return None
    return name, beyond


def check(title):
    gc.collect()
    found = [each for entry in table if (each := excess(*entry))]
    print(title, found)


gc.disable()
check("alone")
objects_alive = [[number] for number in range(300_000)]
check("many objects")
subclasses = [type("Sub", (Base,), {}) for _ in range(1000)]
for cls in subclasses:
    cls.attribute, cls().other
check("many subclasses")
end = threading.Event()
second = threading.Thread(target=end.wait)
second.start()
check("a second thread")
end.set()
second.join()

# expect: alone []
# expect: many objects []
# expect: many subclasses []
# expect: a second thread []
