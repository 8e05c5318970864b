"""What belongs to one thread or one context: context variables, thread-local data, warnings, decimal contexts, random states."""

import contextvars
import decimal
import gc
import itertools
import random
import threading
import warnings
import weakref

from harness import THREADS, expect, scenario, together

N = 60
numbers = itertools.count()


@scenario
def context_variables_are_a_thread_s_own():
    variable = contextvars.ContextVar("v%d" % next(numbers), default=0)

    def use(i):
        for n in range(N):
            token = variable.set((i, n))
            expect(variable.get() == (i, n) and contextvars.copy_context()[variable] == (i, n), "own")
            variable.reset(token)
            expect(variable.get() in (0, (i, "kept")), "reset")
        variable.set((i, "kept"))

    together(use)
    expect(variable.get() == 0, "default")


@scenario
def a_context_is_entered_once_at_a_time():
    variable, shared = contextvars.ContextVar("w%d" % next(numbers)), contextvars.copy_context()
    entered = [0] * THREADS

    def use(i):
        for n in range(N):
            try:
                shared.run(variable.set, (i, n))
                entered[i] += 1
            except RuntimeError as error:
                expect("already entered" in str(error), error)
            list(shared.items()), len(shared), shared.get(variable)

    together(use)
    expect(sum(entered) > 0 and shared[variable][0] in range(THREADS), "entered")


@scenario
def copies_of_a_context_go_their_own_ways():
    variable = contextvars.ContextVar("x%d" % next(numbers), default=None)
    variable.set("outside")
    shared = contextvars.copy_context()

    def use(i):
        for n in range(N):
            mine = shared.copy()
            expect(mine.run(lambda: (variable.get(), variable.set(i), variable.get()))[::2] == ("outside", i), "copy")
            expect(shared[variable] == "outside", "original")

    together(use)


@scenario
def thread_locals_are_apart():
    local = threading.local()
    local.value = "main"

    def use(i):
        expect(not hasattr(local, "value"), "another thread's")
        for n in range(N):
            local.value = (i, n)
            setattr(local, "name%d" % (n % 20), n)
            expect(local.value == (i, n) and getattr(local, "name%d" % (n % 20)) == n, "own")
        del local.value
        expect(not hasattr(local, "value"), "deleted")

    together(use)
    expect(vars(local) == {"value": "main"}, "main thread's", vars(local))


@scenario
def warnings_are_given():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")

        def use(i):
            for n in range(N):
                warnings.warn("text %d" % (n % 3), UserWarning)
                warnings.warn_explicit("text", DeprecationWarning, "file.py", n % 5)

        together(use)


@scenario
def random_numbers_are_shared():
    source, got = random.Random(1), [[] for _ in range(THREADS)]

    def use(i):
        for n in range(N):
            got[i].append(source.random())
            expect(0 <= source.randrange(10) < 10 and source.getrandbits(70) < 1 << 70, "range")
            if n % 20 == 0:
                source.setstate(source.getstate())

    together(use)
    expect(all(0 <= x < 1 for part in got for x in part), "values")


@scenario
def decimal_contexts_are_a_thread_s_own():
    def use(i):
        decimal.getcontext().prec = 5 + i
        for n in range(N // 4):
            expect(len(str(decimal.Decimal(1) / 3)) == 7 + i, "precision")

    together(use)


class Owner:
    """Has a local object that knows it in every thread."""

    def __init__(self):
        self.local = threading.local()

    def remember(self, i):
        self.local.owner = self
        self.local.items = [self, i]


@scenario
def owners_that_their_local_objects_know_are_collected():
    seen, shared = [], [Owner()]

    def use(i):
        for n in range(20):
            owner = shared[0]
            owner.remember(i)
            if n % 5 == i % 5:
                shared[0] = Owner()
            own = Owner()
            own.remember(i)
            seen.append(weakref.ref(own))
            seen.append(weakref.ref(owner))
            if n % 10 == 0:
                gc.collect()
            expect(owner.local.items == [owner, i] and own.local.owner is own, "attributes", owner.local.items)

    together(use)
    shared.clear()
    gc.collect()
    expect(not [ref for ref in seen if ref() is not None], "alive", len([ref for ref in seen if ref() is not None]), "of", len(seen))
