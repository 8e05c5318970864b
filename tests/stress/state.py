"""What belongs to one thread, task or context alone, and what must be the same object for all who ask."""

import ast
import asyncio
import atexit
import codecs
import contextvars
import ctypes
import decimal
import enum
import gc
import re
import struct
import sys
import threading
import types
import warnings
import weakref

from harness import THREADS, expect, scenario, together, wait_until

N = 40
LIBRARY = sys.version_info[:2]


# ---- belongs to one

@scenario
def a_thread_has_its_decimal_context():
    decimal.getcontext().prec = 28
    decimal.getcontext().clear_flags()

    def use(i):
        own = decimal.getcontext()
        own.prec = i + 3
        for n in range(N):
            digits = len((decimal.Decimal(1) / 7).as_tuple().digits)
            expect(digits == i + 3, "precision", digits, "of", i + 3)
            expect(decimal.getcontext() is own, "one context for the thread")
            with decimal.localcontext() as local:
                local.prec = 2
                expect(str(decimal.Decimal(2) / 3) == "0.67", "local precision")
            own.clear_flags()
            decimal.Decimal(2) + 3
            expect(not own.flags[decimal.Inexact], "a flag of another thread")

    together(use)
    expect(decimal.getcontext().prec == 28, "precision of the main thread", decimal.getcontext().prec)
    expect(not decimal.getcontext().flags[decimal.Inexact], "flags of the main thread")


@scenario
def a_task_has_its_decimal_context():
    async def use(i):
        decimal.getcontext().prec = i + 3
        for n in range(5):
            await asyncio.sleep(0)
            digits = len((decimal.Decimal(1) / 7).as_tuple().digits)
            expect(digits == i + 3, "precision", digits, "of", i + 3)

    async def all_of():
        decimal.getcontext().prec = 20
        await asyncio.gather(*[use(i) for i in range(10)])
        expect(decimal.getcontext().prec == 20, "precision of the starter", decimal.getcontext().prec)

    together(lambda i: asyncio.run(all_of()))


@scenario
def a_thread_catches_its_own_warnings():
    if not getattr(sys.flags, "context_aware_warnings", 0):
        return
    before = list(warnings.filters)

    def use(i):
        for n in range(N):
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                warnings.warn("from %d" % i)
            expect([str(w.message) for w in caught] == ["from %d" % i], "caught", [str(w.message) for w in caught])
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                try:
                    warnings.warn("raised")
                    expect(False, "not raised")
                except UserWarning:
                    pass

    together(use)
    expect(warnings.filters == before, "filters are as before")


@scenario
def a_context_variable_is_set_for_its_setter():
    variable = contextvars.ContextVar("variable", default=-1)

    def use(i):
        for n in range(N):
            token = variable.set(i)
            expect(variable.get() == i, "set")
            expect(contextvars.copy_context().run(lambda: (variable.set(-2), variable.get())[1]) == -2, "in a copy")
            expect(variable.get() == i, "after the copy", variable.get())
            variable.reset(token)
            expect(variable.get() == -1, "reset")

    together(use)


@scenario
def hooks_and_numbers_of_a_thread():
    def use(i):
        def hook(generator):
            pass

        for n in range(N):
            sys.set_asyncgen_hooks(firstiter=hook)
            sys.set_coroutine_origin_tracking_depth(i)
            ctypes.set_errno(i + 100)
            try:
                raise KeyError(i)
            except KeyError:
                expect(sys.exception().args == (i,), "exception that is handled")
            expect(sys.get_asyncgen_hooks().firstiter is hook, "hook")
            expect(sys.get_coroutine_origin_tracking_depth() == i, "depth")
            expect(ctypes.get_errno() == i + 100, "errno")

    together(use)


@scenario
def a_tracer_sees_its_thread():
    def work():
        return 1

    def use(i):
        seen = []
        sys.setprofile(lambda frame, event, argument: seen.append((threading.get_ident(), frame.f_code.co_name)))
        for n in range(N):
            work()
        sys.setprofile(None)
        expect({thread for thread, _ in seen} == {threading.get_ident()}, "threads")
        expect([name for _, name in seen].count("work") == 2 * N, "calls", len(seen))

    together(use)


# ---- the same for all

def agree(what, make):
    """make() gives the same object to all threads."""
    answers = [None] * THREADS

    def ask(i):
        answers[i] = make()

    together(ask)
    expect(len({id(a) for a in answers}) == 1, what, "is made", len({id(a) for a in answers}), "times")


class Colour(enum.Flag):
    RED = 1
    GREEN = 2
    BLUE = 4
    BLACK = 8


@scenario
def what_is_made_at_first_use_is_made_once():
    cls = type("Shape", (ctypes.Structure,), {"_fields_": [("a", ctypes.c_int)]})
    agree("POINTER(T)", lambda: ctypes.POINTER(cls))
    agree("T * 3", lambda: cls * 3)
    agree("POINTER(T * 3)", lambda: ctypes.POINTER(cls * 3))
    word = str(weakref.ref(cls))
    agree("sys.intern", lambda: sys.intern("a" + word))
    agree("weakref.ref", lambda: weakref.ref(cls))
    agree("weakref.proxy", lambda: weakref.proxy(cls))

    def function(a: list[int], *, b: dict[str, int] = {}):
        def inner():
            return a
        return inner

    agree("function.__annotations__", lambda: function.__annotations__)
    agree("function.__dict__", lambda: function.__dict__)
    agree("function.__kwdefaults__", lambda: function.__kwdefaults__)
    space = {}
    exec("class Fresh:\n a: list[int]\n", space)
    fresh = space["Fresh"]()
    agree("class.__annotations__", lambda: type(fresh).__annotations__)
    agree("instance.__dict__", lambda: fresh.__dict__)
    module = types.ModuleType("module")
    if LIBRARY >= (3, 14):
        exec("a: list[int] = []\n", module.__dict__)
    agree("module.__annotations__", lambda: module.__annotations__)
    agree("module.__dict__", lambda: types.ModuleType.__dict__["__dict__"].__get__(sys))
    context = decimal.Context()
    agree("context.flags", lambda: context.flags)
    agree("context.traps", lambda: context.traps)
    agree("Flag", lambda: Colour.RED | Colour.BLUE | Colour.BLACK)


@scenario
def type_variables_are_evaluated_to_one_object():
    if LIBRARY < (3, 13):
        return
    space = {}
    exec("class C: pass\ndef f[T: [C], U = [C]](): pass\ntype A = [C]\n", space)
    bound, defaulted = space["f"].__type_params__
    agree("bound", lambda: bound.__bound__)
    agree("default", lambda: defaulted.__default__)
    agree("value", lambda: space["A"].__value__)


@scenario
def a_codec_is_searched_for_once():
    name = "codec%d" % id(together)
    made = []

    def search(wanted):
        if wanted != name:
            return None
        made.append(1)
        return codecs.CodecInfo(codecs.utf_8_encode, codecs.utf_8_decode, name=name)

    codecs.register(search)
    agree("codec", lambda: codecs.lookup(name))
    codecs.unregister(search)
    try:
        codecs.lookup(name)
        expect(False, "the codec is still known")
    except LookupError:
        pass


@scenario
def search_functions_come_and_go():
    def use(i):
        def search(name):
            return None

        for n in range(N):
            codecs.register(search)
            codecs.unregister(search)

    before = weakref.WeakSet()

    def tracked(name):
        return None

    before.add(tracked)
    codecs.register(tracked)
    together(use)
    codecs.unregister(tracked)
    del tracked
    gc.collect()
    expect(not before, "a search function stays registered")


# ---- lists that are read and changed

@scenario
def exit_functions_are_removed_by_who_added_them():
    def kept():
        pass

    count = atexit._ncallbacks()

    def use(i):
        def own():
            pass

        for n in range(N):
            atexit.register(own)
            atexit.register(kept)
            atexit.unregister(own)

    together(use)
    expect(atexit._ncallbacks() == count + THREADS * N, "calls", atexit._ncallbacks() - count)
    atexit.unregister(kept)
    expect(atexit._ncallbacks() == count, "calls are left", atexit._ncallbacks() - count)


@scenario
def callbacks_of_the_collector_come_and_go():
    def use(i):
        def callback(phase, info):
            pass

        for n in range(5):
            gc.callbacks.append(callback)
            gc.collect(0)
            gc.callbacks.remove(callback)

    before = len(gc.callbacks)
    together(use)
    expect(len(gc.callbacks) == before, "callbacks", len(gc.callbacks))


@scenario
def filters_are_changed_by_all():
    categories = [type("W%d" % i, (Warning,), {}) for i in range(THREADS)]

    def use(i):
        for n in range(N):
            warnings.simplefilter("ignore", categories[i])
            warnings.simplefilter("always", categories[i])

    with warnings.catch_warnings():
        together(use)
        filters = warnings._get_filters() if LIBRARY >= (3, 14) else warnings.filters
        for category in categories:
            actions = [f[0] for f in filters if f[2] is category]
            expect(actions == ["always", "ignore"], "filters", actions)


@scenario
def an_exception_is_sent_to_the_thread_that_is_meant():
    class Stop(Exception):
        pass

    send = getattr(ctypes.pythonapi, "PyThreadState_SetAsyncExc", None)
    if send is None:
        return
    idents, stopped = {}, []

    def loops(i):
        # No lock of the library within: an exception sent into it would leave it held.
        try:
            idents[i] = threading.get_ident()
            while True:
                re.match("a", "b")
        except Stop as e:
            stopped.append(i)

    def use(i):
        if i % 2 == 1:
            if wait_until(lambda: i - 1 in idents):
                expect(send(ctypes.c_ulong(idents[i - 1]), ctypes.py_object(Stop)) == 1, "sent")
        elif i + 1 < THREADS:
            loops(i)

    together(use)
    expect(sorted(stopped) == list(range(0, THREADS - 1, 2)), "stopped", stopped)
