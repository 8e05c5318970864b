"""Stands for programs with threads: shared containers, locks, queues, pools, and objects that change their thread."""

import collections
import contextvars
import gc
import queue
import threading
import time
import weakref
import zlib
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

THREADS = 4


def run(function, *arguments, count=THREADS):
    """Calls a function in several threads, with their numbers."""
    make = threading.Thread
    threads = [make(target=function, args=(number, *arguments), name=f"t{number}") for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not any(thread.is_alive() for thread in threads)


class Account:
    def __init__(self, number):
        self.number, self.money, self.lock = number, 1000, threading.Lock()
        self.history = collections.deque(maxlen=20)

    def add(self, amount):
        self.money += amount
        self.history.append(amount)


def bank():
    """Objects of everybody, each guarded by its lock; a table with one lock."""
    accounts = [Account(number) for number in range(12)]
    table, table_lock = {}, threading.RLock()

    def note(key):
        with table_lock:
            table[key] = table.get(key, 0) + 1

    def move(number):
        for step in range(400):
            a, b = accounts[(number + step) % 12], accounts[(number * 5 + step * 7 + 1) % 12]
            if a is b:
                continue
            first, second = sorted((a, b), key=lambda account: account.number)
            with first.lock, second.lock:
                a.add(-(step % 9))
                b.add(step % 9)
            with table_lock:
                note((a.number, b.number))
                note(number)

    run(move)
    return sum(account.money for account in accounts), sum(table.values()), len(table)


def shared_containers():
    """A dict, a list and a set that threads read and grow without a lock of their own."""
    words, lines, seen = {}, [], set()
    common = [f"word{number % 50}" for number in range(200)]

    def read(number):
        mine = collections.Counter()
        for turn in range(8):
            for index, word in enumerate(common):
                words.setdefault(word, []).append(index)
                mine[word] += len(word)
                if word not in seen and index % 3 == number % 3:
                    seen.add(word)
            lines.extend(f"{number}:{word}" for word in sorted(mine)[: turn + 1])
            lines.append((number, turn))
        words[number] = mine

    run(read)
    return len(lines), sum(len(value) for key, value in words.items() if isinstance(key, str)), len(seen)


class Buffer:
    """A bounded buffer of a Condition."""

    def __init__(self, size):
        self.items, self.size, self.changed = collections.deque(), size, threading.Condition()

    def put(self, item):
        with self.changed:
            self.changed.wait_for(lambda: len(self.items) < self.size)
            self.items.append(item)
            self.changed.notify_all()

    def get(self):
        with self.changed:
            while not self.items:
                self.changed.wait()
            item = self.items.popleft()
            self.changed.notify_all()
            return item


def hand_over():
    """Fresh objects that die in another thread: producers, consumers, a last stage behind a queue."""
    buffer, results, started, total = Buffer(16), queue.Queue(), threading.Event(), 150

    def produce(number):
        started.wait()
        for step in range(total):
            buffer.put({"from": number, "step": step, "text": f"{number}/{step}", "parts": [step] * 5})

    def consume(number):
        started.set()
        while (record := buffer.get()) is not None:
            results.put((record["from"], len(record["text"]) + sum(record["parts"])))

    def both(number):
        produce(number) if number < 2 else consume(number)
        if number < 2 and stop.wait() == 0:
            buffer.put(None)
            buffer.put(None)

    stop = threading.Barrier(2)
    run(both)
    sums = collections.Counter()
    while not results.empty():
        sender, value = results.get_nowait()
        sums[sender] += value
    return sorted(sums.items())


def pool():
    """A pool with futures, errors, thread-local data, context variables, and a lazily made value."""
    local, variable, made, once = threading.local(), contextvars.ContextVar("name", default="-"), [], threading.Lock()

    def resource():
        if not made:
            with once:
                if not made:
                    made.append({"table": list(range(100))})
        return made[0]

    def job(number):
        local.count = getattr(local, "count", 0) + 1
        token = variable.set(f"job{number}")
        table = resource()["table"]
        text = " ".join(str(table[(number * k) % 100]) for k in range(60))
        if number % 25 == 24:
            raise ValueError(variable.get())
        result = zlib.crc32(text.encode()) % 1000 + len(variable.get())
        variable.reset(token)
        return result

    with ThreadPoolExecutor(THREADS) as executor:
        futures = {executor.submit(job, number): number for number in range(100)}
        done = {futures[future]: future.exception() or future.result() for future in as_completed(futures)}
        mapped = sum(executor.map(lambda number: number * len(threading.current_thread().name) // 100, range(100)))
        late = executor.submit(time.sleep, 0.001)
        late.add_done_callback(lambda future: made.append(future.done()))
        assert wait([late]).done == {late}
    errors = sorted(str(error) for error in done.values() if isinstance(error, ValueError))
    return errors, sum(value for value in done.values() if isinstance(value, int)), mapped, made[1:]


class Node:
    """A node of a cyclic graph, which only the collector frees."""

    def __init__(self, name, parent=None):
        self.name, self.parent, self.children = name, parent, []
        if parent is not None:
            parent.children.append(self)

    def __iter__(self):
        yield self
        for child in self.children:
            yield from child


def garbage():
    """Trees with references to the parents, weak references to them, and callbacks when they die."""
    died, cache, lock = [], weakref.WeakValueDictionary(), threading.Lock()

    def grow(number):
        for turn in range(6):
            root = Node(f"{number}.{turn}")
            for level in range(90):
                Node(f"{root.name}.{level}", list(root)[-1] if level % 5 == 0 else root)
            weakref.finalize(root, died.append, root.name)
            with lock:
                cache[root.name] = root
                sizes.append(sum(1 for _ in root))
        last.append(root)

    sizes, last = [], []
    run(grow)
    gc.collect()
    alive = sorted(cache)
    last.clear()
    gc.collect()
    return sum(sizes), alive, len(died), len(cache)


def main():
    for part in (bank, shared_containers, hand_over, pool, garbage):
        results = [part() for _ in range(4)]
        print(part.__name__, all(result == results[0] for result in results), results[0])


if __name__ == "__main__":
    main()
