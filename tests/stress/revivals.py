"""Finalizers that show classes, functions, modules and generators of their garbage to other threads, for good or for a moment."""

import gc
import types
import weakref

from harness import Random, expect, scenario, together, while_busy

BOARD = 8


def make_garbage(show, number):
    """A class with an instance, functions, a module and generators, all in one cycle; the instance's finalizer calls show(instance)."""

    class Temporary:
        n = number

        def told(self):
            return self.n

        def __del__(self):
            if hasattr(self, "me"):
                show(self)

    def generate(cls, function):
        made = cls()
        yield made.n
        while True:
            yield function(), cls().told(), made.told()

    space = {}
    exec("def function(): return other()\ndef other(): return %d" % number, space)
    temporary = Temporary()
    temporary.me, temporary.cls, temporary.function = temporary, Temporary, space["function"]
    temporary.module = types.ModuleType("made")
    temporary.module.number, temporary.module.itself = number, temporary.module
    temporary.generator = generate(Temporary, temporary.function)
    next(temporary.generator)
    return Temporary


def use(kind, found):
    """Calls what has been found; the number that it knows."""
    if kind == "cls":
        return found().told()
    if kind == "function":
        return found()
    if kind == "module":
        return found.number
    if kind == "generator":
        try:
            numbers = set(next(found, (None,)))
        except ValueError:  # another thread runs it, or the collector closes it
            return None
        expect(len(numbers) == 1, "generator", numbers)
        return numbers.pop()
    return found.told()


KINDS = "cls", "function", "module", "generator", "me"


def play(watch, keep):
    """Threads make such garbage and take what finalizers show from a board; another one watches. `keep`: how long it stays on the board."""
    board = [None] * BOARD

    def show(kind, place):
        def shown(temporary):
            board[place] = kind, temporary.n, getattr(temporary, kind)
            if not keep:
                for _ in range(50):
                    pass
                board[place] = None

        return shown

    def work(i):
        rng = Random(i)
        held = []
        for n in range(60):
            make_garbage(show(rng.choice(KINDS), rng.below(BOARD)), i * 1000 + n)
            for place in range(BOARD):
                entry = board[place]
                if entry is None:
                    continue
                kind, number, found = entry
                told = use(kind, found)
                expect(told in (number, None), kind, told, number)
                if rng.below(4) == 0:
                    held.append(entry)
            if n % 10 == 0:
                gc.collect()
                for kind, number, found in held:
                    told = use(kind, found)
                    expect(told in (number, None), "held", kind, told, number)
                held.clear()

    while_busy(work, watch)
    board[:] = [None] * BOARD
    gc.collect()


@scenario
def shown_for_good():
    play(gc.collect, True)


@scenario
def shown_for_a_moment():
    play(gc.collect, False)


@scenario
def looked_for_among_all_objects():
    def watch():
        for o in gc.get_objects():
            if isinstance(o, type) and o.__name__ == "Temporary":
                expect(o.__mro__[-1] is object and o().told() == o.n, "class", o)

    play(watch, False)


@scenario
def looked_for_among_referrers():
    def watch():
        for space in gc.get_referrers(make_garbage):
            for o in gc.get_referrers(space)[:20]:
                expect(type(o).__name__ != "", "referrer")
        for o in gc.get_referrers(types.ModuleType)[:50]:
            gc.get_referents(o)

    play(watch, True)


@scenario
def weak_references_made_by_finalizers():
    refs, called = [None] * BOARD, []

    def make(i):
        rng = Random(i)
        for n in range(60):
            place = rng.below(BOARD)

            def show(temporary, place=place):
                refs[place] = [weakref.ref(temporary.cls, called.append), weakref.ref(temporary.module), weakref.ref(temporary)]

            make_garbage(show, n)
            for ref in refs[rng.below(BOARD)] or ():
                found = ref()
                expect(found is None or isinstance(found, type) or found.__class__ is not None, "weak", found)
            if n % 10 == 0:
                gc.collect()

    together(make)


@scenario
def classes_that_come_back_again_and_again():
    """Each instance saves its class, which makes the next one; the class of classes does so, too."""
    kept = {}

    class Meta(type):
        def __del__(cls):
            kept[cls.__name__] = cls

    def work(i):
        for n in range(40):
            name = "C%d_%d" % (i, n % 5)
            cls = kept.pop(name, None) or Meta(name, (), {"n": i, "get": lambda self: self.n})
            instance = cls()
            instance.me, cls.instance = instance, instance
            expect(cls.instance.get() == i and instance.get() == i, "number")
            del cls, instance
            if n % 8 == 0:
                gc.collect()

    while_busy(work, gc.collect)
    kept.clear()
    gc.collect()
