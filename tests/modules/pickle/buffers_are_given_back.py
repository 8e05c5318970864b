# A PickleBuffer has both methods of buffers; only views of its own are given back to it.
import pickle

buffer = pickle.PickleBuffer(bytearray(b"abc"))
view = buffer.__buffer__(0)
print(bytes(view), [name for name in dir(buffer) if "buffer" in name])
try:
    buffer.__release_buffer__(view)
except ValueError as e:
    print(e)
for name in ("a\0b", b"a\0b"):
    try:
        compile("1", name, "eval")
    except ValueError as e:
        print(e)

# expect-since-3.14: b'abc' ['__buffer__', '__release_buffer__']
# expect-since-3.14: memoryview's buffer is not this object
# expect-since-3.14: embedded null character
# expect-since-3.14: embedded null character
