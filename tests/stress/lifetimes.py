"""Finalizers, weak references, cycles and threads that come and go: everything made is finalized exactly once, on whatever thread."""

import _json
import functools
import gc
import json
import queue
import sys
import threading
import time
import typing
import weakref

from harness import PATIENCE, THREADS, Random, expect, scenario, share_of, together, wait_until

N = 80


class Counted:
    """Its finalizer puts its number on the list that it was made with."""

    def __init__(self, number, finalized):
        self.number, self.finalized = number, finalized
        self.link = None

    def __del__(self):
        self.finalized.append(self.number)


def wait_for(finalized, count):
    """Counts of other threads may still be on their way home; garbage may need a collection."""
    wait_until(lambda: len(finalized) >= count, gc.collect)
    expect(len(finalized) == count == len(set(finalized)), "finalized", len(finalized), "of", count)


@scenario
def objects_dropped_by_others_are_finalized_once():
    finalized, slots = [], [None] * 8

    def use(i):
        rng = Random(i)
        for n in range(N):
            slots[rng.below(8)] = Counted((i, n), finalized)
            other = slots[rng.below(8)]
            expect(other is None or other.finalized is finalized, "value")

    together(use)
    del slots[:]
    wait_for(finalized, THREADS * N)


@scenario
def one_object_is_dropped_by_all():
    finalized, things = [], [Counted(n, []) for n in range(N)]
    for thing in things:
        thing.finalized = finalized

    def drop(i):
        mine = list(things)
        barrier.wait()
        while mine:
            mine.pop()

    barrier = threading.Barrier(THREADS + 1)
    threads = [threading.Thread(target=drop, args=(i,)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    thing = None
    while barrier.n_waiting < THREADS:
        time.sleep(0)
    things.clear()
    barrier.wait()
    for thread in threads:
        thread.join()
    wait_for(finalized, N)


@scenario
def managers_and_arguments_are_held_while_they_are_replaced():
    finalized, slots, left = [], [None] * 4, []

    class Manager(Counted):
        def __enter__(self):
            slots[self.number[1] % 4] = None
            return self.number

        def __exit__(self, *error):
            expect(self.number not in finalized, "finalized inside", self.number)
            left.append(self.number)
            return True

    def check(thing, *others, **named):
        slots[thing.number[1] % 4] = None
        for held in (thing, *others, *named.values()):
            expect(held.finalized is finalized and held.number not in finalized, "argument", held.number)
        return 0

    def use(i):
        rng = Random(i)
        for n in range(N):
            slots[rng.below(4)] = Manager((i, n), finalized)
            manager = slots[rng.below(4)]
            if manager is None:
                continue
            with manager as number:
                manager = slots[rng.below(4)] = None
                if rng.below(2):
                    raise KeyError(number)
            found = [thing for thing in slots if thing is not None]
            any(map(check, found))
            if found:
                sorted(found, key=check)
                functools.partial(check, *found)(last=found.pop())

    together(use)
    del slots[:]
    wait_for(finalized, THREADS * N)


@scenario
def objects_are_handed_over():
    finalized, passing, got = [], queue.SimpleQueue(), [0] * THREADS

    def put(i):
        for n in range(N):
            passing.put(Counted((i, n), finalized))

    def take(i):
        for n in range(N):
            thing = passing.get()
            expect(thing.number not in finalized[-1:], "alive")
            got[i] += 1

    if THREADS % 2 == 0:
        together(put, take)
        expect(sum(got) == share_of(2, 0) * N, "taken")
        wait_for(finalized, share_of(2, 0) * N)


@scenario
def cycles_across_threads_are_collected():
    finalized, board = [], [None] * 6

    def use(i):
        rng = Random(i)
        for n in range(N):
            thing = Counted((i, n), finalized)
            other = board[rng.below(6)]
            thing.link = other if other is not None else thing
            if other is not None and rng.random() < 0.5:
                other.link = thing
            board[rng.below(6)] = thing
            if n % 40 == 0:
                gc.collect(n % 3)

    together(use)
    board.clear()
    wait_for(finalized, THREADS * N)


@scenario
def finalizers_publish():
    """Each stores its object's payload where other threads are looking."""
    board, finalized = {}, []

    class Publishing(Counted):
        def __del__(self):
            board[self.number[1] % 16] = [self.number]
            finalized.append(self.number)

    def use(i):
        for n in range(N):
            Publishing((i, n), finalized)
            for value in list(board.values()):
                expect(len(value) == 1 and value[0][1] < N, "value")

    together(use)
    wait_for(finalized, THREADS * N)


@scenario
def finalizers_bring_objects_back():
    back, finalized = [], []

    class Phoenix(Counted):
        def __del__(self):
            finalized.append(self.number)
            back.append(self)

    def use(i):
        for n in range(N):
            thing = Phoenix((i, n), finalized)
            if n % 2:
                thing.link = thing
            del thing
            try:
                other = back.pop()
                expect(other.number in finalized, "finalized before")
            except IndexError:
                pass

    together(use)
    wait_for(finalized, THREADS * N)


@scenario
def finalizers_look_at_the_frames_that_end():
    finalized, seen, functions = [], [], set()

    def look_at(frame):
        for name, value in list(frame.f_locals.items()):
            expect(type(value) in (Curious, int, list) or value in (Curious, generates), "a local", name, type(value))

    class Curious(Counted):
        def __del__(self, getframe=sys._getframe):
            frame = getframe(1)
            while frame and frame.f_code in functions:
                look_at(frame)
                seen.append(frame)
                frame = frame.f_back
            finalized.append(self.number)

    def mine(function):
        functions.add(function.__code__)
        return function

    @mine
    def returns(i, n):
        thing, others = Curious((i, n, 0), finalized), [n]
        return n

    @mine
    def raises(i, n):
        thing, others = Curious((i, n, 1), finalized), [n]
        raise KeyError

    @mine
    def generates(i, n):
        thing, others = Curious((i, n, 2), finalized), [n]
        yield n
        yield others

    @mine
    def drops_a_generator(i, n):
        generating = [generates(i, n)]
        return next(generating[0])

    def use(i):
        for n in range(N):
            returns(i, n)
            try:
                raises(i, n)
            except KeyError:
                pass
            drops_a_generator(i, n)
            try:
                look_at(seen.pop())
            except IndexError:
                pass

    together(use)
    seen.clear()
    wait_for(finalized, 3 * THREADS * N)


@scenario
def what_is_finalized_is_not_found_any_more():
    """Who has read a slot before it was overwritten holds the object, or does not get it: its finalizer works on what nobody else sees."""

    class Seen:
        done = False

        def __del__(self):
            self.done = True

    class Holder:
        thing = None

    holder, items, table = Holder(), [None], {"thing": None}

    def use(i):
        for n in range(8 * N):
            holder.thing, items[0], table["thing"] = Seen(), Seen(), Seen()
            for found in (holder.thing, items[0], table["thing"], next(iter(items)), table.copy()["thing"], items[:][0]):
                expect(not found.done, "finalized", type(found))

    together(use)


@scenario
def finalizers_start_threads():
    results = queue.SimpleQueue()

    class Starting:
        def __init__(self, number):
            self.number = number

        def __del__(self):
            thread = threading.Thread(target=results.put, args=(self.number,))
            thread.start()

    def use(i):
        for n in range(5):
            Starting((i, n))
            thing = Starting((i, n + 5))
            thing.link = thing
            del thing
        gc.collect()

    together(use)
    gc.collect()
    got = [results.get(timeout=PATIENCE) for _ in range(THREADS * 10)]
    expect(sorted(got) == [(i, n) for i in range(THREADS) for n in range(10)], "started")


@scenario
def finalizers_use_locks_and_queues():
    lock, passing, count = threading.RLock(), queue.SimpleQueue(), [0]

    class Locking:
        def __del__(self):
            with lock:
                count[0] += 1
            passing.put(1)

    def use(i):
        for n in range(N):
            thing = Locking()
            thing.link = thing if n % 4 == 0 else None
            with lock:
                del thing

    together(use)
    wait_until(lambda: count[0] >= THREADS * N, gc.collect)
    expect(count[0] == THREADS * N == passing.qsize(), "finalized", count[0])


@scenario
def weak_references_die_with_their_objects():
    slots, references = [Counted(n, []) for n in range(8)], [None] * 8

    def replace(i):
        rng = Random(i)
        for n in range(N):
            thing = Counted(n, [])
            k = rng.below(8)
            slots[k] = thing
            references[rng.below(8)] = weakref.ref(thing)
            del thing

    def look(i):
        rng = Random(i)
        for n in range(N * 2):
            reference = references[rng.below(8)]
            thing = reference() if reference is not None else None
            expect(thing is None or (thing.number in range(N) and reference() is thing), "referent")

    together(replace, look)


@scenario
def weak_callbacks_come_once():
    called, kept, slots = [], [[] for _ in range(THREADS)], [None] * 8

    def use(i):
        rng = Random(i)
        for n in range(N):
            thing = Counted((i, n), [])
            kept[i].append(weakref.ref(thing, lambda reference, number=(i, n): called.append(number)))
            slots[rng.below(8)] = thing
            if n % 3 == 0:
                thing.link = thing

    together(use)
    slots.clear()
    wait_until(lambda: len(called) >= THREADS * N, gc.collect)
    expect(len(called) == len(set(called)) == THREADS * N, "called", len(called))
    expect(all(reference() is None for part in kept for reference in part), "dead")


@scenario
def one_weak_reference_is_made_by_all():
    thing = Counted(0, [])
    got = [[] for _ in range(THREADS)]

    def use(i):
        for n in range(N):
            got[i].append(weakref.ref(thing))
            expect(got[i][-1]() is thing and weakref.getweakrefcount(thing) >= 1, "ref")
            proxy = weakref.proxy(thing)
            expect(proxy.number == 0, "proxy")

    together(use)
    expect(len({id(r) for part in got for r in part}) == 1, "one reference for all")


@scenario
def weak_containers_are_shared():
    class Thing:
        pass

    values, keys, things = weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(), weakref.WeakSet()

    def use(i):
        for n in range(N // 2):
            thing = Thing()
            values[n] = thing
            keys[thing] = n
            things.add(thing)
            expect(keys.get(thing) == n and thing in things, "weak")
            reference = weakref.ref(thing)
            proxy = weakref.proxy(thing)
            proxy.x = n
            expect(reference() is thing and thing.x == n, "ref")
            del thing

    together(use)
    wait_until(lambda: not list(values.values()) and not list(keys), gc.collect)
    expect(not list(values.values()) and not list(keys), "what is left")


@scenario
def weak_finalizers_run_once():
    called = []

    def use(i):
        for n in range(N // 2):
            thing = Counted(n, [])
            finalizer = weakref.finalize(thing, called.append, (i, n))
            if n % 5 == 0:
                finalizer()
            if n % 7 == 0:
                thing.link = thing
            del thing

    together(use)
    wait_until(lambda: len(called) >= THREADS * (N // 2), gc.collect)
    expect(len(called) == len(set(called)) == THREADS * (N // 2), "called", len(called))


@scenario
def threads_come_and_go():
    results, finalized = [], []

    def work(thing, n):
        results.append((thing.number, n))
        return Counted((thing.number, n), finalized)

    def churn(i):
        for n in range(12):
            thread = threading.Thread(target=work, args=(Counted((i, n), finalized), n))
            thread.start()
            if n % 3:
                thread.join()

    together(churn)
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(PATIENCE)
    expect(len(results) == THREADS * 12, "results", len(results))
    wait_for(finalized, THREADS * 24)


@scenario
def objects_of_ended_threads_live_on():
    finalized, kept = [], []

    def make(i):
        things = [Counted((i, n), finalized) for n in range(10)]
        for a, b in zip(things, things[1:]):
            a.link = b
        kept.append(things)

    together(make)
    expect(sorted(t.number for things in kept for t in things) == [(i, n) for i in range(THREADS) for n in range(10)], "kept")
    together(lambda i: kept[i].reverse(), lambda i: kept[i].sort(key=lambda t: t.number))
    kept.clear()
    wait_for(finalized, THREADS * 10)


@scenario
def thread_locals_end_with_their_threads():
    finalized, local = [], threading.local()

    class Data(threading.local):
        def __init__(self, base):
            self.base = base

    data = Data(100)

    def use(i):
        local.thing = Counted(i, finalized)
        data.own = i
        for n in range(N):
            expect(local.thing.number == i and data.own == i and data.base == 100, "own")
            local.__dict__["other"] = n
            expect(local.other == n, "dict")

    together(use)
    expect(not hasattr(local, "thing"), "not of this thread")
    wait_for(finalized, THREADS)


@scenario
def half_made_objects_are_found():
    """Another thread comes by while Python code runs in the midst of the making of an object."""
    wanted, found, kept = threading.Semaphore(0), threading.Semaphore(0), []
    kinds = type(_json.make_scanner(json.JSONDecoder())), super, typing.TypeVar

    def look():
        wanted.release()
        found.acquire()

    def find():
        while wanted.acquire() and kept is not None:
            kept.append([thing for thing in gc.get_objects() if type(thing) in kinds])
            found.release()

    class Context:
        strict = True
        object_hook = property(lambda self: look())
        array_hook = object_pairs_hook = parse_float = parse_int = parse_constant = property(lambda self: [str(self)])

    class Asked:
        def __bool__(self):
            look()
            return False

    class Base:
        pass

    class Posing:
        @property
        def __class__(self):
            look()
            return Base

    def parts():
        for things in kept:
            for thing in things:
                for name in ("parse_int", "__self__", "__constraints__"):
                    held.append(getattr(thing, name, None))

    held = []
    finder = threading.Thread(target=find)
    finder.start()
    for make in (lambda: _json.make_scanner(Context())), (lambda: typing.TypeVar("T", str, int, covariant=Asked())), (lambda: super(Base, Posing())):
        made = make()
        reader = threading.Thread(target=parts)
        reader.start()
        reader.join()
        del made, kept[:]
        expect(len(list(map(repr, held))) == len(held), "parts")
    kept = None
    wanted.release()
    finder.join()


@scenario
def callbacks_of_what_came_back_beside_pauses():
    """Whoever finds an object that its finalizer brought back may be the last to hold it: what its end calls comes to safepoints."""
    slots = [None] * 3

    class Returning:
        def __del__(self):
            slots[self.place] = self

    def ended(reference):
        for _ in range(20):
            len(slots)

    def replace(i):
        random, references = Random(i), []
        for _ in range(N):
            item = Returning()
            item.place = random.below(3)
            references.append(weakref.ref(item, ended))
            slots[random.below(3)] = item
            item = slots[random.below(3)]
            slots[random.below(3)] = None
            del references[:-20]

    def pause(i):
        for n in range(N):
            gc.get_referents()
            item, other = slots[n % 3], slots[(n + 1) % 3]
            del item, other

    together(pause, replace)
