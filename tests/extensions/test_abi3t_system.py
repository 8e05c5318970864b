# Stacks of threads, Ctrl-C and copies between buffers, as a module of the stable ABI asks for them.
import array
import sys
import threading

import abi3t_system as c


def attempt(what, *args):
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__, error)


print(c.stack_size(1 << 20), threading.stack_size())
print(c.stack_size(100), threading.stack_size(0), c.stack_size(0))
print(c.info() == sys.thread_info, c.info().name)

# The handler of Ctrl-C does not run for an interrupt that C has asked for. Only the main thread is interrupted.
print(c.interrupted(), c.interrupt(), c.interrupted())
found = []
thread = threading.Thread(target=lambda: found.append(c.interrupted()))
thread.start()
thread.join()
print(found)

target = bytearray(6)
for source in b"abc", bytearray(b"wxyz"), array.array("h", [0x4141, 0x4242]), memoryview(b"123456")[::2], memoryview(b"abcdef")[::-1], b"":
    c.copy(target, source)
    print(target)
c.copy(memoryview(target)[::2], b"XYZ")
print(target)
c.copy(memoryview(target).cast("B", (2, 3)), memoryview(b"ghijkl").cast("B", (2, 3)))
print(target)
attempt(c.copy, target, bytes(7))
attempt(c.copy, b"abc", b"a")
attempt(c.copy, [], b"a")
attempt(c.copy, target, "a")
attempt(c.copy, memoryview(target)[::2], b"1234")
print(target)

# expect: (0, 0, 1048576) 1048576
# expect: (-1, 0, 0) 0 (0, 0, 0)
# expect: True pthread
# expect: 0 (1, 0) 0
# expect: [0]
# expect: bytearray(b'abc\x00\x00\x00')
# expect: bytearray(b'wxyz\x00\x00')
# expect: bytearray(b'AABB\x00\x00')
# expect: bytearray(b'135B\x00\x00')
# expect: bytearray(b'fedcba')
# expect: bytearray(b'fedcba')
# expect: bytearray(b'XeYcZa')
# expect: bytearray(b'ghijkl')
# expect: BufferError destination is too small to receive data from source
# expect: BufferError Object is not writable.
# expect: TypeError both destination and source must be bytes-like objects
# expect: TypeError both destination and source must be bytes-like objects
# expect: BufferError destination is too small to receive data from source
# expect: bytearray(b'ghijkl')
