"""What nobody wants of a with block is released at once, whatever kind of manager it comes from."""

import contextlib
import threading


class Noted:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("released", self.name)


class Manager:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return Noted(f"entered {self.name}")

    def __exit__(self, *error):
        print("leaving", self.name, error[0])
        return Noted(f"left {self.name}")

    def __del__(self):
        print("released", self.name)


class Borrowed(Manager):
    kept = Noted("kept")

    def __enter__(self):
        return Borrowed.kept

    def __exit__(self, *error):
        return self


class Suppressing(Manager):
    def __exit__(self, *error):
        return self.name


def fresh():
    print("--- fresh")
    with Manager("a"):
        print("body")
    print("after")
    with Manager("b") as value:
        print("body", value.name)
    print("after", value.name)


def of_a_local():
    print("--- of a local")
    manager = Manager("c")
    for _ in range(2):
        with manager:
            print("body")
    with manager, manager as value, manager:
        print("body", value.name)
    print("after", manager.name)


def borrowed():
    print("--- borrowed")
    with Borrowed("d"):
        print("body")
    with Borrowed("e") as value:
        print("body", value is Borrowed.kept)
    print("after")


def raising():
    print("--- raising")
    with Suppressing("f"):
        raise ValueError("suppressed")
    print("after")
    try:
        with Suppressing(""), open("no such file"):
            pass
    except OSError as error:
        print(error)


def leaving():
    print("--- leaving")
    for name in "hi":
        with Manager(name):
            if name == "h":
                continue
            return "returned"


@contextlib.contextmanager
def generator(name):
    yield Noted(f"yielded {name}")
    print("generator goes on")


def generators():
    print("--- generators")
    with generator("j"):
        print("body")
    with generator("k") as value:
        print("body", value.name)
    del value


def locks():
    print("--- locks")
    for kind in threading.Lock, threading.RLock, threading.Condition, threading.Semaphore:
        lock = kind()
        for _ in range(3):
            with lock:
                pass
        with lock as value:
            print(value)
        with kind():
            pass


fresh()
of_a_local()
borrowed()
raising()
print(leaving())
generators()
locks()

# expect: --- fresh
# expect: released entered a
# expect: body
# expect: leaving a None
# expect: released a
# expect: released left a
# expect: after
# expect: body entered b
# expect: leaving b None
# expect: released b
# expect: released left b
# expect: after entered b
# expect: released entered b
# expect: --- of a local
# expect: released entered c
# expect: body
# expect: leaving c None
# expect: released left c
# expect: released entered c
# expect: body
# expect: leaving c None
# expect: released left c
# expect: released entered c
# expect: released entered c
# expect: body entered c
# expect: leaving c None
# expect: released left c
# expect: leaving c None
# expect: released left c
# expect: leaving c None
# expect: released left c
# expect: after c
# expect: released c
# expect: released entered c
# expect: --- borrowed
# expect: body
# expect: released d
# expect: body True
# expect: released e
# expect: after
# expect: --- raising
# expect: released entered f
# expect: released f
# expect: after
# expect: released entered 
# expect: released 
# expect: [Errno 2] No such file or directory: 'no such file'
# expect: --- leaving
# expect: released entered h
# expect: leaving h None
# expect: released h
# expect: released left h
# expect: released entered i
# expect: leaving i None
# expect: released i
# expect: released left i
# expect: returned
# expect: --- generators
# expect: released yielded j
# expect: body
# expect: generator goes on
# expect: body yielded k
# expect: generator goes on
# expect: released yielded k
# expect: --- locks
# expect: True
# expect: True
# expect: True
# expect: True
# expect: released kept
