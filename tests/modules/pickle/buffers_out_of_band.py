import pickle
from pickle import PickleBuffer


class Big:
    def __init__(self, data):
        self.data = data

    def __reduce_ex__(self, protocol):
        return Big, (PickleBuffer(self.data) if protocol >= 5 else bytes(self.data),)


def show(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


for data in (b"read only", bytearray(b"writable")):
    big = Big(data)
    print(type(pickle.loads(pickle.dumps(big, 4)).data).__name__, type(pickle.loads(pickle.dumps(big, 5)).data).__name__)
    taken = []
    stream = pickle.dumps(big, 5, buffer_callback=taken.append)
    print(len(taken), data in stream, taken[0].raw().readonly, taken[0].raw().tobytes() == data)
    back = pickle.loads(stream, buffers=taken)
    print(type(back.data).__name__, bytes(back.data) == data)
    print(data in pickle.dumps(big, 5, buffer_callback=lambda buffer: True))
    show(lambda: pickle.loads(stream))
    show(lambda: pickle.loads(stream, buffers=[]))
buffer = PickleBuffer(memoryview(bytearray(8)).cast("I"))
print(buffer.raw().format, buffer.raw().nbytes, memoryview(buffer).format)
show(lambda: PickleBuffer(memoryview(b"abcdef")[::2]).raw())
show(lambda: PickleBuffer(1))
show(lambda: pickle.dumps(PickleBuffer(b""), 4))
show(lambda: pickle.dumps(PickleBuffer(b""), 4, buffer_callback=print))
buffer.release()
buffer.release()
show(buffer.raw)
show(lambda: memoryview(buffer))
print(pickle.loads(pickle.dumps(str.maketrans)) is str.maketrans, str.maketrans.__qualname__, str.maketrans("a", "b"))
show(lambda: pickle.dumps(dict.__dict__["fromkeys"]))


class Bytes(bytes):
    def __reduce_ex__(self, protocol):
        return Bytes.rebuild, (PickleBuffer(self),)

    @classmethod
    def rebuild(cls, data):
        return type(data).__name__, data.readonly, bytes(data)


taken = []
stream = pickle.dumps(Bytes(b"read only"), 5, buffer_callback=taken.append)
print(pickle.loads(stream, buffers=map(bytearray, taken)))

# expect: bytes bytes
# expect: 1 False True True
# expect: PickleBuffer True
# expect: True
# expect: UnpicklingError pickle stream refers to out-of-band data but no *buffers* argument was given
# expect: UnpicklingError not enough out-of-band buffers
# expect: bytes bytearray
# expect: 1 False False True
# expect: PickleBuffer True
# expect: True
# expect: UnpicklingError pickle stream refers to out-of-band data but no *buffers* argument was given
# expect: UnpicklingError not enough out-of-band buffers
# expect: B 8 I
# expect: BufferError cannot extract raw buffer from non-contiguous buffer
# expect: TypeError a bytes-like object is required, not 'int'
# expect: PicklingError PickleBuffer can only be pickled with protocol >= 5
# expect: ValueError buffer_callback needs protocol >= 5
# expect: ValueError operation forbidden on released PickleBuffer object
# expect: ValueError operation forbidden on released PickleBuffer object
# expect: True str.maketrans {97: 98}
# expect: TypeError cannot pickle 'classmethod_descriptor' object
# expect: ('memoryview', True, b'read only')
