# An argument of bytes may be of any length; a changed copy is returned.
import fcntl
import os
import struct
import sys
import tempfile

if sys.version_info < (3, 15):
    sys.exit()

with tempfile.TemporaryFile() as file:
    for size in 8, 1024, 1025, 5000:
        owner = struct.pack("ii", fcntl.F_OWNER_PID, os.getpid()).ljust(size)
        for argument in owner, memoryview(owner), bytearray(owner):
            print(fcntl.fcntl(file, fcntl.F_SETOWN_EX, argument) == owner, end=" ")
        result = fcntl.fcntl(file, fcntl.F_GETOWN_EX, bytes(size))
        print(type(result).__name__, len(result), struct.unpack_from("ii", result) == (fcntl.F_OWNER_PID, os.getpid()), set(result[8:]))
closed = os.dup(0)
os.close(closed)
for call in fcntl.fcntl, fcntl.ioctl:
    try:
        call(closed, fcntl.FICLONE, bytes(2000))
    except OSError as e:
        print(e)

# expect-since-3.15: True True True bytes 8 True set()
# expect-since-3.15: True True True bytes 1024 True {0}
# expect-since-3.15: True True True bytes 1025 True {0}
# expect-since-3.15: True True True bytes 5000 True {0}
# expect-since-3.15: [Errno 9] Bad file descriptor
# expect-since-3.15: [Errno 9] Bad file descriptor
