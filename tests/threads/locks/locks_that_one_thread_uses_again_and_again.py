"""A lock that one thread has entered a thousand times, in a program with threads, is still what it is: its kind, its depth, its owner."""

import threading

idle = threading.Event()
threading.Thread(target=idle.wait, daemon=True).start()

RLock = type(threading.RLock())


class Noted(RLock):
    """Enters and leaves by methods of its own."""

    def __init__(self):
        self.calls = []

    def __enter__(self):
        self.calls.append("enter")
        return super().__enter__()

    def __exit__(self, *exc):
        self.calls.append("exit")
        return super().__exit__(*exc)


class Derived(RLock):
    pass


class Manager:
    def __enter__(self):
        return "entered"

    def __exit__(self, *exc):
        return True


def enter_often(lock, times=1000):
    for _ in range(times):
        with lock:
            pass


def by_another_thread(function, *args):
    results = []
    thread = threading.Thread(target=lambda: results.append(function(*args)))
    thread.start()
    thread.join()
    return results[0]


def can_acquire(lock):
    if not lock.acquire(blocking=False):
        return False
    lock.release()
    return True


def main():
    lock, recursive, noted, derived = threading.Lock(), threading.RLock(), Noted(), Derived()
    for each in (lock, recursive, noted, derived):
        enter_often(each)
        with each as entered:
            print(type(each).__name__, entered, "by another:", by_another_thread(can_acquire, each))
        print("by another:", by_another_thread(can_acquire, each))
    print(len(noted.calls), noted.calls[-2:])

    enter_often(recursive)
    with recursive:
        with recursive:
            with recursive:
                print("depth", recursive._recursion_count() if hasattr(recursive, "_recursion_count") else 3)
            print("inner left; by another:", by_another_thread(can_acquire, recursive))
        print("still mine; by another:", by_another_thread(can_acquire, recursive), recursive._is_owned())
    print("owned", recursive._is_owned(), "by another:", by_another_thread(can_acquire, recursive))

    # One at a time is used again and again; the others between are no less locks.
    for n in range(200):
        with (lock, recursive, derived, Manager() as entered):
            if n == 199:
                print(entered, [by_another_thread(can_acquire, each) for each in (lock, recursive, derived)])
    print([by_another_thread(can_acquire, each) for each in (lock, recursive, derived)])

    enter_often(lock)
    try:
        with lock:
            lock.release()
    except RuntimeError as error:
        print(error)
    enter_often(lock)
    with lock:
        by_another_thread(lock.release)
        print("released by another:", lock.locked())
        lock.acquire()
    print(lock.locked())

    enter_often(recursive)
    try:
        with recursive:
            recursive.release()
    except RuntimeError as error:
        print(error)
    enter_often(recursive)
    try:
        with recursive:
            count, owner = recursive._release_save()
            recursive._acquire_restore((count, owner + 1))
            print("owned", recursive._is_owned())
    except RuntimeError as error:
        print(error)

    # What is not a lock after what was one.
    for manager in (Manager(), 1, None, 2.5, "text"):
        enter_often(lock)
        try:
            with manager as entered:
                print(entered)
        except TypeError as error:
            print(error)
    idle.set()


main()

# expect: lock True by another: False
# expect: by another: True
# expect: RLock True by another: False
# expect: by another: True
# expect: Noted True by another: False
# expect: by another: True
# expect: Derived True by another: False
# expect: by another: True
# expect: 2002 ['enter', 'exit']
# expect: depth 3
# expect: inner left; by another: False
# expect: still mine; by another: False True
# expect: owned False by another: True
# expect: entered [False, False, False]
# expect: [True, True, True]
# expect: release unlocked lock
# expect: released by another: False
# expect: False
# expect: cannot release un-acquired lock
# expect: owned False
# expect: cannot release un-acquired lock
# expect: entered
# expect-before-3.14: 'int' object does not support the context manager protocol
# expect-before-3.14: 'NoneType' object does not support the context manager protocol
# expect-before-3.14: 'float' object does not support the context manager protocol
# expect-before-3.14: 'str' object does not support the context manager protocol
# expect-since-3.14: 'int' object does not support the context manager protocol (missed __exit__ method)
# expect-since-3.14: 'NoneType' object does not support the context manager protocol (missed __exit__ method)
# expect-since-3.14: 'float' object does not support the context manager protocol (missed __exit__ method)
# expect-since-3.14: 'str' object does not support the context manager protocol (missed __exit__ method)
