# An index gives an int, iteration bytes. A mapping is resized and closed while threads use it.
import mmap
import os
import tempfile
import threading

m = mmap.mmap(-1, 3)
m[:] = b"a\0z"
print(list(m), m[0], b"z" in m, 97 in m, b"a\0" in m)
it = iter(m)
print(next(it), type(it).__name__)
m[1] = 7
print(list(it), next(it, "end"), next(it, "end"))
it = iter(m)
m.close()
try:
    next(it)
except ValueError as error:
    print(error)

with tempfile.TemporaryFile() as file:
    file.write(b"x" * 100)
    file.flush()
    shared = mmap.mmap(file.fileno(), 100)
    problems = []

    def work(size):
        try:
            for _ in range(200):
                shared.resize(size)
                shared.flush()
                shared[:50] = bytes(50)
                if shared[10] or shared.find(b"\0") != 0:
                    problems.append("other bytes")
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(200 + 10 * i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with memoryview(shared):
        for change in shared.close, lambda: shared.resize(300):
            try:
                change()
            except BufferError as error:
                print(error)
    shared.close()
    print(problems, os.fstat(file.fileno()).st_size in range(200, 240, 10))

# expect: [b'a', b'\x00', b'z'] 97 True False False
# expect: b'a' iterator
# expect: [b'\x07', b'z'] end end
# expect: mmap closed or invalid
# expect: cannot close exported pointers exist
# expect: mmap can't resize with extant buffers exported.
# expect: [] True
