"""Locks and what is built on them: exclusion, no lost wake-up, exact counts."""

import gc
import queue
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

from harness import PATIENCE, THREADS, Random, expect, scenario, share_of, together, wait_until

N = 60


@scenario
def a_lock_excludes():
    lock, inside, count = threading.Lock(), [], 0

    def use(i):
        nonlocal count
        for n in range(N * 3):
            with lock:
                inside.append(i)
                count += 1
                expect(inside == [i] and lock.locked(), "alone")
                inside.pop()

    together(use)
    expect(count == THREADS * N * 3 and not lock.locked(), "count", count)


@scenario
def timeouts_and_attempts_exclude():
    lock, held, taken = threading.Lock(), 0, [0] * THREADS

    def use(i):
        nonlocal held
        for n in range(N):
            if lock.acquire(timeout=0.0001) if n % 2 else lock.acquire(blocking=False):
                held += 1
                expect(held == 1, "held twice")
                taken[i] += 1
                held -= 1
                lock.release()

    together(use)
    expect(held == 0 and not lock.locked(), "released")


@scenario
def locked_is_true_while_it_is_held():
    lock, stop = threading.Lock(), threading.Event()
    lock.acquire()

    def look(i):
        for n in range(N * 5):
            expect(lock.locked(), "locked")
            expect(not lock.acquire(False), "acquired")

    together(look)
    lock.release()
    expect(not lock.locked() and not stop.is_set(), "released")


@scenario
def recursive_locks_count():
    lock, count = threading.RLock(), 0

    def use(i):
        nonlocal count
        for n in range(N):
            with lock:
                with lock:
                    lock.acquire()
                    count += 1
                    lock.release()
            if n % 10 == 0:
                try:
                    lock.release()
                    expect(False, "released without holding")
                except RuntimeError:
                    pass

    together(use)
    expect(count == THREADS * N, "count", count)


@scenario
def conditions_lose_no_wake_up():
    condition, items, got = threading.Condition(), [], [0] * THREADS
    producers = share_of(2, 0)
    total = producers * N

    def produce(i):
        for n in range(N):
            with condition:
                items.append(n)
                condition.notify()
        with condition:
            condition.notify_all()

    def consume(i):
        while True:
            with condition:
                while not items:
                    if sum(got) == total:
                        condition.notify_all()
                        return
                    condition.wait(PATIENCE)
                items.pop()
                got[i] += 1
                if sum(got) == total:
                    condition.notify_all()

    if producers < THREADS:
        together(produce, consume)
        expect(sum(got) == total and not items, "consumed", sum(got))


@scenario
def events_wake_everybody():
    events = [threading.Event() for _ in range(5)]

    def use(i):
        for n, event in enumerate(events):
            if n % THREADS == i:
                event.set()
            expect(event.wait(PATIENCE), "woken")

    together(use)


@scenario
def events_are_set_and_cleared():
    event, turns = threading.Event(), [0] * THREADS

    def toggle(i):
        for n in range(N * 2):
            event.set()
            event.clear()
        event.set()

    def wait(i):
        for n in range(N):
            turns[i] += event.wait(0.001) in (True, False)
        expect(event.wait(PATIENCE), "set in the end")

    together(*[toggle] + [wait] * (THREADS - 1))


@scenario
def barriers_are_passed_together():
    barrier, passed = threading.Barrier(THREADS), [0] * THREADS

    def use(i):
        for n in range(10):
            barrier.wait(PATIENCE)
            passed[i] += 1
            expect(max(passed) - min(passed) <= 1, "together", passed)
            barrier.wait(PATIENCE)

    together(use)


@scenario
def broken_barriers_let_everybody_go():
    barrier, broken = threading.Barrier(THREADS + 1), []

    def use(i):
        try:
            barrier.wait(PATIENCE)
        except threading.BrokenBarrierError:
            broken.append(i)

    def abort(i):
        while barrier.n_waiting < THREADS - 1:
            time.sleep(0.0005)
        barrier.abort()

    together(*[abort] + [use] * (THREADS - 1))
    expect(len(broken) == THREADS - 1, "broken", broken)


@scenario
def semaphores_bound_the_number_inside():
    semaphore, inside, most, lock = threading.BoundedSemaphore(3), 0, 0, threading.Lock()

    def use(i):
        nonlocal inside, most
        for n in range(N):
            with semaphore:
                with lock:
                    inside += 1
                    most = max(most, inside)
                with lock:
                    inside -= 1

    together(use)
    expect(most <= 3 and inside == 0, "inside", most)


def pass_everything_through(passing):
    """Half of the threads put, the others take; nothing is lost or seen twice, and the order of each producer is kept."""
    got = [[] for _ in range(THREADS)]

    def put(i):
        for n in range(N):
            passing.put((i, n))
        passing.put(None)

    def take(i):
        for item in iter(lambda: passing.get(timeout=PATIENCE), None):
            got[i].append(item)

    if THREADS % 2:
        return
    together(put, take)
    everything = sum(got, [])
    expect(sorted(everything) == [(i, n) for i in range(0, THREADS, 2) for n in range(N)], "passed", len(everything))
    for part in got:
        for producer in range(0, THREADS, 2):
            numbers = [n for i, n in part if i == producer]
            expect(numbers == sorted(numbers), "order")


@scenario
def simple_queues_pass_everything():
    pass_everything_through(queue.SimpleQueue())


@scenario
def bounded_queues_pass_everything():
    pass_everything_through(queue.Queue(5))


@scenario
def other_queues_lose_nothing():
    for make in (queue.LifoQueue, queue.PriorityQueue):
        passing, got = make(), [[] for _ in range(THREADS)]

        def use(i):
            for n in range(N // 2):
                passing.put((n, i))
                if n % 2:
                    got[i].append(passing.get(timeout=PATIENCE))
                passing.task_done() if n % 2 else None

        together(use)
        while not passing.empty():
            got[0].append(passing.get())
        expect(sorted(sum(got, [])) == sorted((n, i) for i in range(THREADS) for n in range(N // 2)), make.__name__)


@scenario
def queues_are_joined():
    passing, done = queue.Queue(), []

    def serve():
        for item in iter(passing.get, None):
            done.append(item)
            passing.task_done()

    servers = [threading.Thread(target=serve) for _ in range(3)]
    for server in servers:
        server.start()
    together(lambda i: [passing.put((i, n)) for n in range(N // 2)])
    passing.join()
    expect(len(done) == THREADS * (N // 2), "done", len(done))
    for _ in servers:
        passing.put(None)
    for server in servers:
        server.join()


@scenario
def pools_return_every_result():
    with ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(lambda n: [n, n * n], n) for n in range(N)]
        expect(sorted(f.result(60)[1] for f in as_completed(futures, 60)) == sorted(n * n for n in range(N)), "results")
        expect(list(pool.map(str, range(N))) == [str(n) for n in range(N)], "map")
        failing = [pool.submit(int, "x") for _ in range(4)]
        expect(all(isinstance(f.exception(60), ValueError) for f in failing), "errors")


@scenario
def timers_fire_or_are_cancelled():
    fired, cancelled = [], []

    def use(i):
        timers = [threading.Timer(0.0005 * n, fired.append, [(i, n)]) for n in range(4)]
        for timer in timers:
            timer.start()
        for n, timer in enumerate(timers):
            timer.cancel()
            timer.join()
            if timer.finished.is_set() and (i, n) not in fired:
                cancelled.append((i, n))

    together(use)
    expect(len(fired) + len(cancelled) == THREADS * 4 and len(set(fired)) == len(fired), "timers")


@scenario
def signals_arrive_while_threads_are_busy():
    """On the main thread, however busy the others; none that was waited for is lost."""
    seen, before = [], signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(number))
    stop, table = threading.Event(), {}

    def spin(i):
        n = 0
        while not stop.is_set():
            table[n % 20] = [n, table.get(i)][:1]
            n += 1

    threads = [threading.Thread(target=spin, args=(i,)) for i in range(min(THREADS, 4))]
    try:
        for thread in threads:
            thread.start()
        for n in range(20):
            signal.raise_signal(signal.SIGUSR1) if n % 2 else signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR1)
            wait_until(lambda: len(seen) > n)
            expect(len(seen) == n + 1, "signals", len(seen))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        signal.signal(signal.SIGUSR1, before)


# ---- long runs of turns: a thread reserves a lock that it takes again and again


@scenario
def a_lock_taken_in_runs_excludes():
    locks, counts, inside = [threading.Lock(), threading.RLock()], [0, 0], [0, 0]

    def use(i):
        random = Random(i)
        for run in range(4):
            k = random.below(2)
            for n in range(random.below(200)):
                with locks[k]:
                    inside[k] += 1
                    counts[k] += 1
                    expect(inside[k] == 1, "held twice")
                    inside[k] -= 1
            if random.below(2):
                time.sleep(0)

    expected = [0, 0]
    for i in range(THREADS):
        random = Random(i)
        for run in range(4):
            k = random.below(2)
            expected[k] += random.below(200)
            random.below(2)
    together(use)
    expect(counts == expected, "counts", counts, expected)
    expect(not locks[0].locked(), "released")


@scenario
def locks_that_others_drop_exclude():
    """A local variable has the lock, which another thread made, and which is dropped and replaced all the time."""
    places, counts = [threading.Lock(), threading.RLock()], {}

    def use(i):
        random = Random(i)
        for n in range(N):
            k = random.below(2)
            lock = places[k]
            for turn in range(random.below(4)):
                with lock:
                    counts[lock] = counts.get(lock, 0) + 1
                    mine = counts[lock]
                    expect(lock.locked() if k == 0 else True, "locked inside")
                    if random.below(8) == 0:
                        places[k] = threading.RLock() if k else threading.Lock()
                    expect(counts[lock] == mine, "alone with what it guards")
            del lock

    together(use)
    expect(all(lock.acquire(False) for lock in counts), "all are free")


@scenario
def a_lock_taken_in_runs_is_released_by_others():
    """One thread acquires, another releases; some only try, some look."""
    lock, rounds = threading.Lock(), 300

    def use(i):
        role = i % 4
        if role == 0:
            for n in range(rounds):
                lock.acquire(timeout=0.001)
        elif role == 1:
            for n in range(rounds):
                try:
                    lock.release()
                except RuntimeError:
                    pass
        elif role == 2:
            for n in range(rounds):
                lock.acquire(False)
        else:
            for n in range(rounds):
                expect(lock.locked() in (False, True), "a truth")

    together(use)
    lock.acquire(False)
    lock.release()
    expect(lock.acquire(False) and lock.locked(), "usable")


@scenario
def an_object_changed_in_runs_loses_nothing():
    """Stores, appends and changes of shape in long runs, with pauses of the world, waits and deaths in between."""

    class Box:
        pass

    box, items, table, mine = Box(), [], {}, [0] * THREADS
    box.value = box.other = 0

    def use(i):
        random = Random(i)
        for run in range(6):
            kind = random.below(6)
            if kind == 0:
                for n in range(150):
                    box.value = n
            elif kind == 1:
                for n in range(100):
                    items.append(i)
                mine[i] += 100
            elif kind == 2:
                for n in range(100):
                    table[i, n] = run
            elif kind == 3:
                setattr(box, f"own_{i}", run)
                for n in range(50):
                    box.other = run
                delattr(box, f"own_{i}")
            elif kind == 4:
                fresh = [Box() for n in range(3)]
                box.fresh = fresh
                for each in fresh:
                    for n in range(40):
                        each.value = n
                    expect(each.value == 39, "my own store")
                box.fresh = None
            else:
                gc.collect() if random.below(4) == 0 else time.sleep(0)

    together(use)
    expect(sorted(items) == sorted(i for i in range(THREADS) for n in range(mine[i])), "appended")
    expect(all(table[i, n] is not None for i, n in table), "stored")
    expect(box.value in range(150) and not any(name.startswith("own_") for name in vars(box)), "attributes")
