"""Threads that create, pass on, share, drop, weakly reference and collect objects, at random, for some seconds.

Every object made counts itself in and its finalizer counts it out; every weak reference counts its callback. At the end the books must
balance: everything made has been finalized exactly once, every callback has been called, nothing that was put anywhere has been lost. And at
any moment every value that a thread sees must be one that somebody stored there.
"""

import collections
import contextvars
import functools
import gc
import itertools
import queue
import threading
import time
import weakref

from harness import SECONDS, THREADS, Random, complain, expect, scenario

SLOTS = 16
serials = itertools.count()
finalized = []  # serials, appended by finalizers on whatever thread they run
called = []  # serials, appended by callbacks of weak references
# ---- what is made


class Counted:
    """Counts itself in and out."""

    def __init__(self):
        self.serial = next_serial()
        self.payload = (self.serial, "payload %d" % self.serial, [self.serial])
        self.link = None

    def check(self):
        serial, text, box = self.payload
        if serial != self.serial or text != "payload %d" % serial or box != [serial]:
            complain("torn object %r" % (self.payload,))

    def __del__(self):
        finalized.append(self.serial)


class Slotted:
    __slots__ = ("serial", "payload", "link", "__weakref__")

    __init__ = Counted.__init__
    check = Counted.check
    __del__ = Counted.__del__


class CountedList(list):
    def __init__(self):
        self.serial = next_serial()
        self.append(self.serial)
        self.link = None

    def check(self):
        if self[0] != self.serial:
            complain("torn list")

    __eq__ = object.__eq__
    __hash__ = object.__hash__
    __del__ = Counted.__del__


class Phoenix(Counted):
    """Comes back once from its finalizer."""

    def __del__(self):
        finalized.append(self.serial)
        board.slots[self.serial % SLOTS] = self


serial_lock = threading.Lock()
made = 0


def next_serial():
    global made
    with serial_lock:
        made += 1
        return made - 1


def make(rng):
    return rng.choice((Counted, Counted, Slotted, CountedList, Phoenix))()


# ---- where things are shared


class Holder:
    pass


class Board:
    def __init__(self):
        self.slots = [None] * SLOTS
        self.table = {}
        self.holder = Holder()
        self.holder.fixed = None
        self.names = ["name%d" % i for i in range(12)]
        self.simple = queue.SimpleQueue()
        self.bounded = queue.Queue(64)
        self.deque = collections.deque(maxlen=32)
        self.list = []
        self.set = set()
        self.errors = [None] * 4
        self.generators = [None] * 4
        self.iterators = [None] * 4
        self.functions = [None] * 4
        self.classes = [None] * 4
        self.weak = [None] * SLOTS
        self.values = [0] * SLOTS
        self.watchers = []      # weak references with a callback: kept to the end
        self.put = []           # what went into the queues and what came out
        self.got = []
        self.pulled = []        # (generator's number, value)
        self.lock = threading.Lock()
        self.exact = 0
        self.expected_exact = []
        self.local = threading.local()


board = Board()
shared_global = None
variable = contextvars.ContextVar("variable")


def check(value):
    if value is not None:
        value.check()


# ---- what a thread does in one step


def replace_slot(rng):
    board.slots[rng.below(SLOTS)] = make(rng)
    check(board.slots[rng.below(SLOTS)])


def swap_slots(rng):
    i, j = rng.below(SLOTS), rng.below(SLOTS)
    board.slots[i], board.slots[j] = board.slots[j], board.slots[i]


def use_table(rng):
    key = "key%d" % rng.below(40)
    board.table[key] = make(rng)
    check(board.table.get("key%d" % rng.below(40)))
    check(board.table.pop("key%d" % rng.below(40), None))
    check(board.table.setdefault(key, None))


def walk_table(rng):
    for value in list(board.table.values()):
        check(value)
    for value in board.table.copy().values():
        check(value)
    try:
        for key, value in board.table.items():
            if not key.startswith("key"):
                complain("key %r" % key)
            check(value)
    except RuntimeError as error:
        if "changed" not in str(error):
            complain(str(error))


def use_attributes(rng):
    setattr(board.holder, rng.choice(board.names), make(rng))
    check(getattr(board.holder, rng.choice(board.names), None))
    board.holder.fixed = make(rng)
    check(board.holder.fixed)
    if rng.random() < 0.3:
        try:
            delattr(board.holder, rng.choice(board.names))
        except AttributeError:
            pass
    if rng.random() < 0.02:
        for value in list(vars(board.holder).values()):
            check(value)
    if rng.random() < 0.02:
        fresh = Holder()
        fresh.fixed = make(rng)
        board.holder = fresh


def use_global(rng):
    global shared_global
    check(shared_global)
    shared_global = make(rng)
    check(shared_global)


def use_queues(rng):
    item = make(rng)
    board.put.append(item.serial)
    board.simple.put(item)
    del item
    try:
        item = board.simple.get_nowait()
        check(item)
        board.got.append(item.serial)
    except queue.Empty:
        pass
    item = make(rng)
    try:
        board.bounded.put_nowait(item)
        board.put.append(item.serial)
        del item
    except queue.Full:
        pass
    for _ in range(rng.below(3)):
        try:
            item = board.bounded.get_nowait()
        except queue.Empty:
            return
        check(item)
        board.got.append(item.serial)


def use_containers(rng):
    board.deque.append(make(rng))
    try:
        check(board.deque.popleft())
    except IndexError:
        pass
    board.list.append(make(rng))
    if len(board.list) > 40:
        board.list.clear()
    try:
        check(board.list.pop(rng.below(4) - 1))
        check(board.list[0])
    except IndexError:
        pass
    for value in board.list:
        check(value)
    for value in board.list[:]:
        check(value)
    item = make(rng)
    board.set.add(item)
    if len(board.set) > 30:
        try:
            check(board.set.pop())
        except KeyError:
            pass
    for value in board.set.copy():
        check(value)


def make_cycles(rng):
    a, b = make(rng), make(rng)
    a.link, b.link = b, a
    other = board.slots[rng.below(SLOTS)]
    if other is not None:
        other.link = a
        b.link = other
    if rng.random() < 0.5:
        board.slots[rng.below(SLOTS)] = b


def cut_cycles(rng):
    other = board.slots[rng.below(SLOTS)]
    if other is not None and other.link is not None:
        check(other.link)
        other.link = None


def collect(rng):
    gc.collect(rng.below(3))


def watch(rng):
    item = make(rng)
    if isinstance(item, Phoenix):
        return
    serial = item.serial
    board.watchers.append(weakref.ref(item, lambda reference, serial=serial: called.append(serial)))
    board.weak[rng.below(SLOTS)] = weakref.ref(item)
    if rng.random() < 0.5:
        board.slots[rng.below(SLOTS)] = item


def look_through_weak(rng):
    reference = board.weak[rng.below(SLOTS)]
    if reference is not None:
        check(reference())
    if board.watchers:
        check(board.watchers[rng.below(len(board.watchers))]())


generator_numbers = itertools.count()


def produce(number):
    keep = make(Random(number))
    for i in range(200):
        local = Counted()
        yield number, i, local
        local.check()
        keep.check()


def use_generators(rng):
    i = rng.below(4)
    generator = board.generators[i]
    if generator is None:
        generator = board.generators[i] = produce(next(generator_numbers))
    for _ in range(rng.below(8)):
        try:
            number, value, item = next(generator)
        except StopIteration:
            board.generators[i] = None
            return
        except ValueError as error:
            if str(error) != "generator already executing":
                complain(str(error))
            return
        check(item)
        board.pulled.append((number, value))
    if rng.random() < 0.05:
        try:
            generator.close()
        except ValueError:
            pass
        board.generators[i] = None


def use_iterators(rng):
    i = rng.below(4)
    iterator = board.iterators[i]
    if iterator is None:
        items = [Counted() for _ in range(20)]
        iterator = rng.choice((iter, lambda x: iter(tuple(x)), lambda x: map(lambda y: y, x), lambda x: itertools.chain(x, x),
                               lambda x: (y for y in x), reversed, lambda x: itertools.islice(x, 15),
                               lambda x: iter(dict.fromkeys(x)), lambda x: filter(None, x)))(items)
        board.iterators[i] = iterator
    try:
        for _ in range(5):
            check(next(iterator))
    except StopIteration:
        board.iterators[i] = None
    except ValueError as error:
        if str(error) != "generator already executing":
            complain(str(error))


class Failure(Exception):
    pass


def fail(depth, rng):
    item = make(rng)
    if depth:
        try:
            fail(depth - 1, rng)
        finally:
            item.check()
    raise Failure(item)


def use_exceptions(rng):
    try:
        fail(rng.below(4), rng)
    except Failure as error:
        board.errors[rng.below(4)] = error  # with the traceback of frames of which this one still runs
    error = board.errors[rng.below(4)]
    if error is None:
        return
    check(error.args[0])
    entry = error.__traceback__
    while entry is not None:
        if entry.tb_lineno is not None and entry.tb_lineno <= 0:
            complain("line %r" % entry.tb_lineno)
        code = entry.tb_frame.f_code
        if code.co_name not in ("fail", "use_exceptions"):
            complain("frame of %s" % code.co_name)
        if code.co_name == "fail":
            check(entry.tb_frame.f_locals.get("item"))
        entry = entry.tb_next
    try:
        raise error
    except Failure as again:
        if again is not error:
            complain("another exception")
    try:
        try:
            raise error
        finally:
            raise KeyError("while handling")
    except KeyError as outer:
        if not isinstance(outer.__context__, Failure):
            complain("context %r" % outer.__context__)


def make_function(item):
    count = 0

    def function(add=0):
        nonlocal count
        count += add
        item.check()
        return item

    return function


def use_functions(rng):
    i = rng.below(4)
    if board.functions[i] is None or rng.random() < 0.2:
        board.functions[i] = make_function(make(rng))
    function = board.functions[i]
    check(function())
    check(function(add=1))
    check(functools.partial(function, 1)())
    if rng.random() < 0.1:
        function.__defaults__ = (rng.below(5),)
    function.note = make(rng)
    check(getattr(function, "note", None))


def use_classes(rng):
    i = rng.below(4)
    if board.classes[i] is None or rng.random() < 0.05:
        board.classes[i] = type("Made", (Counted,), {"value": 0, "method": lambda self: self})
    made_class = board.classes[i]
    item = made_class()
    item.extra = rng.random()
    board.slots[rng.below(SLOTS)] = item
    check(item.method())
    if item.value not in range(10):
        complain("class attribute")
    made_class.value = rng.below(10)
    if rng.random() < 0.1:
        made_class.method = lambda self: self
    method = item.method
    del item
    check(method())


def churn(rng):
    result = []
    seed = rng.random()

    def run(argument):
        check(argument)
        own = Random(seed)
        for _ in range(10):
            own.choice(STEPS)(own)
        result.append(make(own))

    thread = threading.Thread(target=run, args=(make(rng),))
    thread.start()
    thread.join()
    if len(result) != 1:
        complain("a thread gave no result")
    else:
        check(result[0])


def use_locals(rng):
    board.local.item = make(rng)
    check(board.local.item)
    variable.set(make(rng))
    check(variable.get())
    check(contextvars.copy_context().run(variable.get))


def use_lock(rng):
    with board.lock:
        board.exact += 1
    board.expected_exact.append(1)


def use_values(rng):
    """Values that are objects behind a word: big ints, boxed floats, strings."""
    n = 1 + rng.below(999)
    board.values[rng.below(SLOTS)] = rng.choice((n, n << 70, "text %d" % n, float(n) * 1e200, (n,) * 5, b"%d" % n))
    value = board.values[rng.below(SLOTS)]
    if isinstance(value, int) and value >= 1 << 70:
        ok = value % (1 << 70) == 0
    elif isinstance(value, str):
        ok = value.startswith("text ")
    elif isinstance(value, float):
        ok = value >= 1e200
    elif isinstance(value, tuple):
        ok = value.count(value[0]) == 5
    elif isinstance(value, bytes):
        ok = value.isdigit()
    else:
        ok = 0 <= value < 1000
    if not ok:
        complain("value %r" % (value,))


STEPS = [replace_slot, swap_slots, use_table, walk_table, use_attributes, use_global, use_queues, use_containers, make_cycles, cut_cycles,
         watch, look_through_weak, use_generators, use_iterators, use_exceptions, use_functions, use_classes, use_locals, use_lock,
         use_values]
RARE_STEPS = [collect, churn]


# ---- all of it


def work(index, deadline):
    rng = Random(index)
    while time.monotonic() < deadline:
        for _ in range(20):
            rng.choice(STEPS)(rng)
        if rng.random() < 0.1:
            rng.choice(RARE_STEPS)(rng)


def settle():
    """Empties everything. Phoenixes come back once, into a slot."""
    global shared_global
    for q in (board.simple, board.bounded):
        while True:
            try:
                board.got.append(q.get_nowait().serial)
            except queue.Empty:
                break
    shared_global = None
    watchers, pulled = board.watchers, board.pulled
    put, got, exact, expected = board.put, board.got, board.exact, len(board.expected_exact)
    board.__init__()
    for _ in range(4):
        gc.collect()
        board.slots[:] = [None] * SLOTS
    return watchers, pulled, put, got, exact, expected


def balance():
    watchers, pulled, put, got, exact, expected = settle()
    expect(exact == expected, "a lock let %d through, counted %d" % (expected, exact))
    expect(sorted(put) == sorted(got), "queues: %d put, %d got" % (len(put), len(got)))
    expect(len(set(pulled)) == len(pulled), "a generator gave the same value twice")
    missing = sorted(set(range(made)) - set(finalized))
    expect(len(finalized) == made and not missing, "%d made, %d finalized, missing %r" % (made, len(finalized), missing[:10]))
    alive = sum(reference() is not None for reference in watchers)
    expect(not alive and len(called) == len(watchers) == len(set(called)), "%d watched, %d callbacks, %d alive" % (len(watchers), len(called), alive))


failures = []


@scenario
def everything_at_random():
    global made
    made = 0
    del finalized[:], called[:], failures[:]
    hook, threading.excepthook = threading.excepthook, lambda args: failures.append("%s: %s" % (args.exc_type.__name__, args.exc_value))
    deadline = time.monotonic() + min(SECONDS, 5)
    threads = [threading.Thread(target=work, args=(i, deadline), name="worker %d" % i) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    threading.excepthook = hook
    del threads, thread
    expect(not failures, failures)
    balance()
