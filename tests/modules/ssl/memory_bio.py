import ssl
import threading
from _tls import outcome

bio = ssl.MemoryBIO()
print(bio.read(), bio.pending, bio.eof)
print(bio.write(b"abc"), bio.write(bytearray(b"def")), bio.write(memoryview(b"ghi")), bio.pending)
print(bio.read(0), bio.read(2), bio.read(-5), bio.read(), bio.pending)
bio.write(b"last")
bio.write_eof()
print(bio.eof, bio.read(3), bio.eof, bio.read(), bio.eof)
for call in (lambda: bio.write(b"x"), lambda: bio.write("text"), lambda: bio.read("1")):
    print(outcome(call))
for call in (lambda: ssl.MemoryBIO(1), lambda: ssl.MemoryBIO(size=1)):
    print(outcome(call).split(":")[0])
big = ssl.MemoryBIO()
for i in range(300):
    big.write(bytes([i % 256]) * 1000)
print(big.pending, b"".join(big.read(777) for _ in range(400)) == b"".join(bytes([i % 256]) * 1000 for i in range(300)))

# threads that share one
shared = ssl.MemoryBIO()
taken = []
def put():
    for _ in range(500):
        shared.write(b"0123456789")
def take():
    while sum(map(len, taken)) < 20_000:
        data = shared.read(333)
        if data:
            taken.append(data)
threads = [threading.Thread(target=put) for _ in range(4)] + [threading.Thread(target=take) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(sum(map(len, taken)), shared.pending)

# expect: b'' 0 False
# expect: 3 3 3 9
# expect: b'' b'ab' b'cdefghi' b'' 0
# expect: False b'las' False b't' True
# expect: SSLError: ('cannot write() after write_eof()',)
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError
# expect: TypeError
# expect: 300000 True
# expect: 20000 0
