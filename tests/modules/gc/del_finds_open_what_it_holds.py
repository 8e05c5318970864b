"""In cyclic garbage __del__() runs before the files, sockets and generators that its object has made are finalized."""

import gc
import io
import os
import socket
import tempfile
import warnings

warnings.simplefilter("ignore")


class HoldsSockets:
    def __init__(self):
        self.one, self.other = socket.socketpair()
        self.me = self

    def __del__(self):
        self.one.send(b"x")
        print("sockets", self.other.recv(1), self.one.fileno() != -1)


class HoldsFile:
    def __init__(self):
        self.file = open(os.devnull, "w")
        self.me = self

    def __del__(self):
        print("file", self.file.closed, self.file.write("text"))


class HoldsStreams:
    def __init__(self):
        self.raw = io.BytesIO()
        self.buffered = io.BufferedWriter(self.raw)
        self.text = io.TextIOWrapper(self.buffered)
        self.me = self

    def __del__(self):
        self.text.write("text")
        self.text.flush()
        print("streams", self.raw.getvalue(), self.buffered.closed)


class HoldsGenerator:
    def __init__(self):
        self.generator = self.generate()
        next(self.generator)

    def generate(self):
        try:
            yield
            yield self.__class__.__name__
        finally:
            print("closed")

    def __del__(self):
        print("generator", next(self.generator))


class HoldsDirectory:
    def __init__(self):
        self.directory = tempfile.TemporaryDirectory()
        self.me = self

    def __del__(self):
        print("directory", os.path.exists(self.directory.name))  # which weak references' callbacks have removed


for cls in HoldsSockets, HoldsFile, HoldsStreams, HoldsDirectory:
    cls()
    gc.collect()
holder = HoldsGenerator()
del holder
gc.collect()

# expect: sockets b'x' True
# expect: file False 4
# expect: streams b'text' False
# expect: directory False
# expect: generator HoldsGenerator
# expect: closed
