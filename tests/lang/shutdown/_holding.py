import os
import tempfile

path = os.path.join(tempfile.gettempdir(), "tinypy_shutdown_%d" % os.getpid())
unwritten = open(path, "w")
unwritten.write("what was in the buffer")
binary = open(path + "b", "wb")
binary.write(b"bytes")


class Watched:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, "finalized", unwritten.closed, later, os.path.exists(path))


later = "visible"
plain = Watched("held by a module")


class Holder:
    attribute = Watched("held by a class")


def generator():
    try:
        yield
    finally:
        print("generator closed")


suspended = generator()
next(suspended)
