# min-version: 3.15
# The buffers of sendmsg() are taken before one of them can change the list; the environment of a program likewise.
import os
import socket


class Clears:
    def __buffer__(self, flags):
        buffers.clear()
        return memoryview(b"first ")


buffers = [Clears(), b"second ", b"third"]
a, b = socket.socketpair()
with a, b:
    print(a.sendmsg(buffers), b.recv(100), buffers)


class Name:
    def __fspath__(self):
        names.clear()
        return "name"


class Environment:
    def __init__(self, names, values):
        self.names, self.values = lambda: names, lambda: values

    def __getitem__(self, key):
        raise RuntimeError

    def __len__(self):
        return 1

    def keys(self):
        return self.names()


names = [Name()]
for environment in Environment(names, ["value"]), Environment(["a"], []), Environment(["a"], ["b", "c"]), Environment(["a=b"], ["c"]), Environment([1], ["c"]), object(), {"a": "b"}:
    try:
        os.execve("/nowhere", ["program"], environment)
    except (OSError, TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)

# expect: 18 b'first second third' []
# expect: FileNotFoundError [Errno 2] No such file or directory: '/nowhere'
# expect: IndexError list index out of range
# expect: FileNotFoundError [Errno 2] No such file or directory: '/nowhere'
# expect: ValueError illegal environment variable name
# expect: TypeError expected str, bytes or os.PathLike object, not int
# expect: TypeError execve: environment must be a mapping object
# expect: FileNotFoundError [Errno 2] No such file or directory: '/nowhere'
