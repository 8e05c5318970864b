"""Objects that go from one thread to another, threads that come and go, many threads at one lock.

Here the second figure is not the same work done twice as fast: `private` steps of one and of two groups of threads are compared."""

import collections
import queue
import threading

import _scaling
from _scaling import private


class Parcel:
    def __init__(self, n):
        self.contents = [n]


def produce(put, n):
    for i in range(n):
        put(Parcel(i))
    put(None)


def through_a_queue(q, n):
    producer = threading.Thread(target=produce, args=(q.put, n))
    producer.start()
    while (parcel := q.get()) is not None:
        parcel.contents
    producer.join()


@private(queue.SimpleQueue)
def simple_queue_between_threads(q, n):
    through_a_queue(q, n)


@private(lambda: queue.Queue(maxsize=1000))
def queue_between_threads(q, n):
    through_a_queue(q, n)


@private(collections.deque)
def deque_filled_here_and_emptied_there(items, n):
    for _ in range(max(1, n // 256)):
        for i in range(256):
            items.append(Parcel(i))
        emptier = threading.Thread(target=lambda: [items.popleft().contents for _ in range(256)])
        emptier.start()
        emptier.join()


@private(list)
def builder_and_reader(built, n):
    done = threading.Event()

    def read():
        while not done.is_set():
            for each in built[-8:]:
                each.contents

    reader = threading.Thread(target=read)
    reader.start()
    for i in range(n):
        built.append(Parcel(i))
    done.set()
    reader.join()
    built.clear()


@private()
def threads_that_end_at_once(state, n):
    for _ in range(n // 64):
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()


def count_with(threads, n):
    lock, total = threading.Lock(), 0

    def work():
        nonlocal total
        for _ in range(n // threads):
            with lock:
                total += 1

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


@private()
def counter_of_2_threads(state, n):
    count_with(2, n)


@private()
def counter_of_8_threads(state, n):
    count_with(8, n)


@private()
def counter_of_64_threads(state, n):
    count_with(64, n)


_scaling.report()
