"""Contended by nature: both threads write the same thing. The figure to compare is the time of two threads."""

import queue
import threading

import _scaling
from _scaling import shared


class Box:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()


@shared(Box)
def counter_with_lock(box, n):
    for _ in range(n):
        with box.lock:
            box.value += 1


@shared(threading.Lock)
def lock_and_release(lock, n):
    for _ in range(n):
        lock.acquire()
        lock.release()


@shared(threading.RLock)
def recursive_lock(lock, n):
    for _ in range(n):
        with lock:
            pass


@shared(Box)
def store_to_one_attribute(box, n):
    for i in range(n):
        box.value = i


@shared(list)
def append_to_one_list(items, n):
    for i in range(n):
        items.append(i)


@shared(lambda: [0] * 64)
def store_to_one_list(items, n):
    for i in range(n):
        items[i & 63] = i


@shared(dict)
def same_keys_of_one_dict(table, n):
    for i in range(n):
        table[i & 63] = i


@shared(lambda: [dict(), dict()])
def setdefault_and_pop(tables, n):
    table = tables[0]
    for i in range(n):
        table.setdefault(i & 63, i)
        table.pop(i & 31, None)


@shared(queue.SimpleQueue)
def simple_queue(q, n):
    for i in range(n):
        q.put(i)
        q.get()


@shared(queue.Queue)
def locked_queue(q, n):
    for i in range(n):
        q.put(i)
        q.get()


@shared(lambda: [set()])
def one_set(sets, n):
    s = sets[0]
    for i in range(n):
        s.add(i & 127)
        s.discard(i & 63)


_scaling.report()
