"""Generators and coroutines that several threads resume, close and look at: one at a time runs, the others are told."""

import asyncio
import itertools
import sys
import threading
import types

from harness import THREADS, expect, scenario, share_of, together, while_busy

N = 100
BUSY = ("generator already executing", "coroutine already executing")


@scenario
def one_runs_at_a_time():
    def numbers():
        yield from range(N * 3)

    generator, got = numbers(), [[] for _ in range(THREADS)]

    def pull(i):
        while True:
            try:
                got[i].append(next(generator))
            except StopIteration:
                return
            except ValueError as error:
                expect(str(error) in BUSY, error)

    together(pull)
    expect(sorted(sum(got, [])) == list(range(N * 3)), "values")


@scenario
def loops_share_a_generator():
    def numbers():
        for n in range(N * 3):
            yield n

    generator, got = numbers(), [[] for _ in range(THREADS)]

    def pull(i):
        for _ in range(10000):
            try:
                for n in generator:
                    got[i].append(n)
                return
            except ValueError as error:
                expect(str(error) in BUSY, error)

    together(pull)
    expect(sorted(sum(got, [])) == list(range(N * 3)), "values")


@scenario
def variables_are_set_while_others_resume():
    """Whoever sets one has the generator for that moment, or hears that it runs: no value is lost in between."""

    def numbers():
        mark = step = 0
        while True:
            step += 1
            yield mark, step

    generator, steps = numbers(), [[] for _ in range(THREADS)]
    next(generator)
    marks = {0, *((i, n) for i in range(THREADS) for n in range(N))}

    def use(i):
        for n in range(N):
            try:
                if n % 2:
                    generator.gi_frame.f_locals["mark"] = (i, n)
                else:
                    mark, step = next(generator)
                    expect(mark in marks, "mark", mark)
                    steps[i].append(step)
            except ValueError as error:
                expect(str(error) in BUSY, error)
            except RuntimeError as error:
                expect("that another thread runs" in str(error), error)

    together(use)
    expect(sorted(sum(steps, [])) == list(range(2, len(sum(steps, [])) + 2)), "steps")


@scenario
def variables_are_set_to_new_objects():
    """Whose thread has made them, and who ends the generator, need not be the same."""

    def numbers():
        mark = [0]
        while mark[0] < 100:
            yield mark

    def make():
        generator = numbers()
        next(generator)
        return [generator, generator.gi_frame]

    shared, kept = [make() for _ in range(4)], [[] for _ in range(THREADS)]

    def use(i):
        for n in range(N):
            pair = shared[n % 4]
            generator, frame = pair
            try:
                kind = (i + n) % 4
                if kind == 0:
                    frame.f_locals["mark"] = [n]
                elif kind == 1:
                    kept[i].append(next(generator)[0])
                elif kind == 2:
                    expect(frame.f_locals.get("mark", [0])[0] < 100, "mark")
                elif n % 3 == 0:
                    generator.close()
                    shared[n % 4] = make()
                    frame.clear()
            except ValueError as error:
                expect(str(error) in BUSY, error)
            except RuntimeError as error:
                expect("that another thread runs" in str(error) or "cannot clear" in str(error), error)
            except StopIteration:
                pass

    together(use)
    expect(all(0 <= mark < N for mark in sum(kept, [])), "marks")


@scenario
def sums_are_sent():
    def totals():
        total = 0
        while True:
            total += yield total

    generator, sent = totals(), [0] * THREADS
    next(generator)

    def send(i):
        for n in range(N):
            try:
                generator.send(n)
                sent[i] += n
            except ValueError as error:
                expect(str(error) in BUSY, error)

    together(send)
    expect(generator.send(0) == sum(sent), "sent")


@scenario
def a_generator_is_closed_once():
    closed = []

    def numbers():
        try:
            yield from itertools.count()
        finally:
            closed.append(1)

    generator = numbers()
    next(generator)

    def use(i):
        for n in range(N):
            try:
                next(generator)
            except StopIteration:
                return
            except ValueError as error:
                expect(str(error) in BUSY, error)
            if n > N // 2:
                try:
                    generator.close()
                except ValueError as error:
                    expect(str(error) in BUSY, error)

    together(use)
    generator.close()
    expect(closed == [1], "closed", closed)


@scenario
def errors_are_thrown_into_it():
    caught = []

    def patient():
        n = 0
        while True:
            try:
                yield n
            except KeyError as error:
                caught.append(error.args[0])
                n += 1

    generator, thrown = patient(), [[] for _ in range(THREADS)]
    next(generator)

    def throw(i):
        for n in range(N):
            try:
                generator.throw(KeyError((i, n)))
                thrown[i].append((i, n))
            except ValueError as error:
                expect(str(error) in BUSY, error)

    together(throw)
    expect(sorted(caught) == sorted(sum(thrown, [])), "thrown")


@scenario
def errors_go_through_a_delegate():
    caught = []

    def inner():
        while True:
            try:
                yield
            except KeyError as error:
                caught.append(error.args[0])
            except IndexError:
                return "end"

    def outer():
        ends = 0
        while True:
            expect((yield from inner()) == "end", "value of the delegate")
            ends += 1

    generator, thrown = outer(), [[] for _ in range(THREADS)]
    next(generator)

    def throw(i):
        for n in range(N):
            try:
                generator.throw(IndexError() if n % 5 == 0 else KeyError((i, n)))
                if n % 5:
                    thrown[i].append((i, n))
            except ValueError as error:
                expect(str(error) in BUSY, error)

    def pull(i):
        for n in range(N):
            try:
                next(generator)
            except ValueError as error:
                expect(str(error) in BUSY, error)

    together(throw, pull)
    expect(sorted(caught) == sorted(sum(thrown, [])), "thrown")


@scenario
def it_is_looked_at_while_it_runs():
    def inner(box):
        for n in range(30):
            value = box, n
            yield value

    def outer():
        for k in range(20):
            local = [k]
            yield from inner(local)

    shared = [outer()]

    def pull(i):
        for n in range(N):
            try:
                next(shared[0])
            except StopIteration:
                shared[0] = outer()
            except ValueError as error:
                expect(str(error) in BUSY, error)

    def look():
        generator = shared[0]
        delegate = generator.gi_yieldfrom
        expect(delegate is None or delegate.gi_code.co_name == "inner", "gi_yieldfrom", delegate)
        for each in (generator, delegate):
            frame = each.gi_frame if each is not None else None
            if frame is not None:
                expect(frame.f_code.co_name in ("inner", "outer") and isinstance(frame.f_lineno, (int, type(None))), "frame")
                for name, value in frame.f_locals.items():
                    expect(name in ("box", "n", "value", "k", "local", "inner"), "local", name)
        expect(generator.gi_running in (True, False) and isinstance(repr(generator), str), "running")

    while_busy(pull, look)


@scenario
def every_generator_ends_once():
    """Made on one thread, resumed on others, dropped anywhere: each finally clause runs once."""
    ended, made = [], [0] * THREADS

    def numbers(name):
        try:
            for n in range(5):
                yield name, n
        finally:
            ended.append(name)

    slots = [None] * 8

    def use(i):
        for n in range(N):
            generator = numbers((i, n))
            if next(generator) == ((i, n), 0):
                made[i] += 1
            slots[(i + n) % 8] = generator
            del generator
            other = slots[(i * 3 + n) % 8]
            try:
                if other is not None:
                    next(other, None)
            except ValueError as error:
                expect(str(error) in BUSY, error)

    together(use)
    slots.clear()
    for _ in range(100):
        if len(ended) == sum(made):
            break
        threading.Event().wait(0.01)
    expect(len(ended) == len(set(ended)) == sum(made), "ended", len(ended), "of", sum(made))


@scenario
def coroutines_run_once_at_a_time():
    @types.coroutine
    def pause():
        return (yield "pause")

    async def work():
        total = 0
        for n in range(N):
            total += await pause()
        return total

    coroutine, sent, results = work(), [0] * THREADS, []
    coroutine.send(None)

    def send(i):
        while True:
            try:
                coroutine.send(1)
                sent[i] += 1
            except StopIteration as stop:
                sent[i] += 1
                results.append(stop.value)
                return
            except ValueError as error:
                expect(str(error) in BUSY, error)
            except RuntimeError as error:
                expect("already awaited" in str(error), error)
                return
            coroutine.cr_await, coroutine.cr_running, coroutine.cr_frame

    together(send)
    expect(results == [N] and sum(sent) == N, "results", results, sent)


@scenario
def the_first_use_of_an_asynchronous_generator_is_told_once():
    async def produce():
        yield 1

    generators = [produce() for _ in range(N)]
    told = []

    def use(i):
        sys.set_asyncgen_hooks(firstiter=told.append)
        for generator in generators:
            try:
                generator.asend(None).close()
            except RuntimeError as error:
                expect("already running" in str(error), error)

    together(use)
    expect(sorted(map(id, told)) == sorted(map(id, generators)), "told", len(told), len(generators))


@scenario
def event_loops_run_on_every_thread():
    async def produce(n):
        for k in range(n):
            await asyncio.sleep(0)
            yield k

    async def work():
        tasks = await asyncio.gather(*[asyncio.sleep(0, k) for k in range(5)])
        return sum([k async for k in produce(10)]) + sum(tasks)

    together(lambda i: expect(asyncio.run(work()) == 55, "asyncio"))


@scenario
def a_loop_is_called_from_other_threads():
    loop, got = asyncio.new_event_loop(), []
    done = threading.Event()

    def run():
        loop.run_forever()
        done.set()

    runner = threading.Thread(target=run)
    runner.start()

    async def answer(n):
        await asyncio.sleep(0)
        got.append(n)
        return n * 2

    def ask(i):
        for n in range(10):
            expect(asyncio.run_coroutine_threadsafe(answer((i, n)), loop).result(60) == (i, n) * 2, "result")

    together(ask)
    loop.call_soon_threadsafe(loop.stop)
    runner.join()
    loop.close()
    expect(sorted(got) == [(i, n) for i in range(THREADS) for n in range(10)], "answered")


@scenario
def generator_expressions_over_shared_lists():
    items = list(range(50))

    def change(i):
        for n in range(N):
            items.append(n)
            items.pop()

    def use(i):
        for n in range(N // 2):
            expect(sum(x for x in items) >= sum(range(50)), "sum")
            expect(max(x for x in items) >= 49 and sys.getsizeof(items) > 0, "max")

    together(change, use)
    expect(len(items) == 50 and share_of(1, 0) == THREADS, "length")
