import bz2
import threading

c = bz2.BZ2Compressor()
pieces = []
lock = threading.Lock()
BLOCK = bytes(range(256)) * 40


def work():
    for _ in range(20):
        with lock:
            pieces.append(c.compress(BLOCK))


threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
pieces.append(c.flush())
print(bz2.decompress(b"".join(pieces)) == BLOCK * 80)

d = bz2.BZ2Decompressor()
packed = bz2.compress(BLOCK)
errors = []


def read():
    try:
        d.decompress(packed)
    except (EOFError, OSError) as e:
        errors.append(type(e))


threads = [threading.Thread(target=read) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(errors, d.eof)

# expect: True
# expect: [<class 'EOFError'>, <class 'EOFError'>, <class 'EOFError'>] True
