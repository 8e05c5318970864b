"""Exceptions, tracebacks and frames that several threads raise, keep and look at."""

import gc
import sys
import threading
import time
import traceback

from harness import THREADS, complain, expect, scenario, share_of, together, while_busy

N = 60


@scenario
def one_exception_is_raised_everywhere():
    error = ValueError("shared")

    def use(i):
        for n in range(N):
            try:
                raise error
            except ValueError as caught:
                expect(caught is error, "exception")
                caught.__cause__ = None
                caught.__suppress_context__ = bool(n % 2)
                if n % 20 == 0:
                    caught.add_note("note")
                traceback.format_exception_only(type(caught), caught)
            try:
                try:
                    raise error
                except ValueError:
                    raise KeyError(n)
            except KeyError as other:
                expect(other.__context__ is error, "context")
            error.__traceback__ = None

    together(use)
    error.__traceback__ = None


@scenario
def tracebacks_are_read_by_others():
    kept = [None] * 8

    def fail(depth, box):
        local = [depth]
        if depth:
            fail(depth - 1, local)
        raise LookupError(depth)

    def raise_and_keep(i):
        for n in range(N):
            try:
                fail(n % 5, None)
            except LookupError as error:
                kept[(i + n) % 8] = error

    def look():
        for error in kept:
            entry = error.__traceback__ if error is not None else None
            names = []
            while entry is not None:
                expect(entry.tb_lineno > 0 and entry.tb_frame.f_lineno != 0, "line")
                names.append(entry.tb_frame.f_code.co_name)
                for value in entry.tb_frame.f_locals.values():
                    type(value)
                entry = entry.tb_next
            expect(set(names[1:]) <= {"fail"}, "frames", names)

    while_busy(raise_and_keep, look)
    for error in kept:
        expect(error is None or "in fail" in "".join(traceback.format_exception(type(error), error, error.__traceback__)), "text")


@scenario
def frames_of_running_threads():
    depth_seen = set()

    def deep(n):
        local = [n]
        if n:
            return deep(n - 1)
        return len(local)

    def work(i):
        for n in range(N * 3):
            expect(deep(8) == 1, "value")

    def look():
        frames = sys._current_frames()
        expect(threading.get_ident() in frames, "own frame")
        for frame in frames.values():
            depth = 0
            while frame is not None and depth < 50:
                expect(isinstance(frame.f_code.co_name, str) and isinstance(frame.f_lineno, (int, type(None))), "frame")
                if frame.f_code.co_name == "deep":
                    n, local = frame.f_locals.get("n"), frame.f_locals.get("local")
                    expect(n in range(9) and (local is None or len(local) == 1), "locals", n, local)
                    depth_seen.add(n)
                frame = frame.f_back
                depth += 1

    while_busy(work, look)


@scenario
def frames_of_others_are_made_while_all_objects_are_listed():
    """The functions that these frames run are known to their threads alone, until somebody looks."""

    def work(i):
        for n in range(3):
            names = {"n": n}
            exec("total = sum(n + k for k in range(9))\nbelow = (lambda: n)()", names)
            expect(names["total"] == 9 * n + 36 and names["below"] == n, "result")

    def look():
        for frame in sys._current_frames().values():
            while frame is not None:
                expect(isinstance(frame.f_code.co_name, str) and isinstance(frame.f_lineno, (int, type(None))), "frame")
                frame = frame.f_back

    def use(i):
        for _ in range(N // 3):
            if i % 4 < 2:
                work(i)
            elif i % 4 == 2:
                look()
            else:
                expect(gc.get_objects() != [], "objects")

    together(use)


@scenario
def errors_cross_threads():
    """Each error is raised on one thread and raised again on another, with the frames of both."""
    box = [None] * THREADS

    def produce(n):
        raise IndexError(n)

    def swap(i):
        for n in range(N):
            try:
                produce((i, n))
            except IndexError as error:
                box[i] = error
            other = box[(i + 1) % THREADS]
            if other is None:
                continue
            try:
                raise RuntimeError("again") from other
            except RuntimeError as error:
                expect(isinstance(error.__cause__.args[0], tuple) and error.__cause__.__traceback__ is not None, "cause")

    together(swap)


@scenario
def context_chains_are_cut_and_joined():
    errors = [ValueError(n) for n in range(6)]

    def link(i):
        for n in range(N * 2):
            a, b = errors[(n + i) % 6], errors[(n * 3 + i) % 6]
            a.__context__ = b
            b.__cause__ = a if n % 2 else None
            if n % 7 == 0:
                a.__context__ = None

    def walk():
        error, steps = errors[0], 0
        while error is not None and steps < 20:
            expect(isinstance(error, ValueError), "link")
            error, steps = error.__context__, steps + 1

    while_busy(link, walk)
    for error in errors:
        error.__context__ = error.__cause__ = None


@scenario
def groups_are_split():
    group = ExceptionGroup("group", [ValueError(n) if n % 2 else KeyError(n) for n in range(10)]) if sys.version_info >= (3, 11) else None

    def use(i):
        for n in range(N):
            matching, rest = group.split(ValueError)
            expect(len(matching.exceptions) == 5 == len(rest.exceptions), "split")
            try:
                raise group
            except* KeyError as caught:
                expect(len(caught.exceptions) == 5, "caught")
            except* ValueError as caught:
                expect(len(caught.exceptions) == 5, "caught")
            group.__traceback__ = None

    if group:
        together(use)


@scenario
def generators_fail_on_other_threads():
    def fragile():
        try:
            yield 1
            raise ZeroDivisionError("inside")
        finally:
            seen.append(1)

    seen, generators = [], [fragile() for _ in range(THREADS * 4)]
    for generator in generators:
        next(generator)
    failed = [0] * THREADS

    def resume(i):
        for generator in generators[i:] + generators[:i]:
            try:
                next(generator)
                complain("no error")
            except ZeroDivisionError as error:
                expect(error.__traceback__.tb_next.tb_frame.f_code.co_name == "fragile", "traceback")
                failed[i] += 1
            except (StopIteration, ValueError):
                pass

    together(resume)
    expect(sum(failed) == len(generators) == len(seen), "failed", sum(failed), len(seen))


@scenario
def uncaught_errors_of_threads_are_reported_once():
    reported, hook = [], threading.excepthook
    threading.excepthook = lambda args: reported.append(args.exc_value.args[0])
    try:
        def fail(n):
            raise ValueError(n)

        def start(i):
            for n in range(10):
                thread = threading.Thread(target=fail, args=((i, n),))
                thread.start()
                thread.join()

        together(start)
    finally:
        threading.excepthook = hook
    expect(sorted(reported) == [(i, n) for i in range(THREADS) for n in range(10)], "reported", len(reported))


@scenario
def the_handled_exception_is_a_thread_s_own():
    def use(i):
        for n in range(N):
            expect(sys.exc_info() == (None, None, None), "none")
            try:
                raise KeyError((i, n))
            except KeyError:
                expect(sys.exc_info()[1].args == ((i, n),), "own")
                try:
                    raise ValueError(n)
                except ValueError as error:
                    expect(error.__context__.args == ((i, n),), "context")

    together(use)
    expect(share_of(1, 0) == THREADS, "threads")


@scenario
def all_threads_are_traced_while_some_end():
    """The functions that a thread has itself set are taken away by others, and those of others go with it."""

    def nothing(frame, event, argument):
        return nothing

    def work(n):
        total = [0]
        for m in range(n):
            total.append(len(total) + m)
        return sum(total)

    def begin_and_end():
        def own(frame, event, argument, seen=[]):
            return own

        sys.setprofile(own)
        sys.settrace(own)
        work(5)

    def use(i):
        for n in range(N // 4):
            if i % 3 == 0:
                sys._settraceallthreads(nothing if n % 2 else None)
                sys._setprofileallthreads(None if n % 2 else nothing)
            else:
                thread = threading.Thread(target=begin_and_end)
                thread.start()
                work(n)
                thread.join()

    try:
        together(use)
    finally:
        sys._settraceallthreads(None)
        sys._setprofileallthreads(None)


@scenario
def finalizers_set_hooks_of_a_thread_that_ends():
    """A thread makes an object and ends; another thread drops the last reference meanwhile, so the first one runs the finalizer."""

    def nothing(*arguments):
        return None

    class Setter:
        def __del__(self):
            sys.set_asyncgen_hooks(firstiter=nothing)
            sys.setprofile(nothing)
            sys.settrace(nothing)

    def make_and_end(made):
        made.append(Setter())

    def use(i):
        for _ in range(N // 4):
            made = []
            thread = threading.Thread(target=make_and_end, args=(made,))
            thread.start()
            while not made:
                time.sleep(0)
            made.clear()
            thread.join()
            sys.settrace(None)
            sys.setprofile(None)

    together(use)


@scenario
def every_thread_is_told_of_its_own_calls():
    """Whether others begin or end to trace at the same time."""

    def called():
        return 1

    def use(i):
        for n in range(N * 4):
            told = []
            sys.settrace(lambda frame, event, argument: told.append(event))
            called()
            sys.settrace(None)
            expect("call" in told, "told", told)

    together(use)
