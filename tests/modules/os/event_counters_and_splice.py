# min-version: 3.10
import os
fd = os.eventfd(3, os.EFD_NONBLOCK)
print(os.eventfd_read(fd))
os.eventfd_write(fd, 2)
os.eventfd_write(fd, 5)
print(os.eventfd_read(fd))
try:
    os.eventfd_read(fd)
except BlockingIOError as e:
    print("BlockingIOError")
os.close(fd)
r, w = os.pipe()
r2, w2 = os.pipe()
os.write(w, b"through two pipes")
print(os.splice(r, w2, 7), os.read(r2, 100))
print(os.splice(r, w2, 100), os.read(r2, 100))
try:
    os.splice(r, w2, -1)
except ValueError as e:
    print(e)
print(os.CLONE_FS, os.CLONE_NEWNS)
try:
    os.unshare(1 << 30 | 1)
except OSError as e:
    print("OSError")

# expect: 3
# expect: 7
# expect: BlockingIOError
# expect: 7 b'through'
# expect: 10 b' two pipes'
# expect: negative value for 'count' not allowed
# expect: 512 131072
# expect: OSError
