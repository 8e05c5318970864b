# A bytearray that a call uses while other threads run, or while it calls Python code, keeps its size.
import binascii, bz2, hashlib, io, lzma, mmap, os, pyexpat, socket, sqlite3, threading, zlib

def is_exported(buffer):
    try:
        buffer.append(0)
        buffer.pop()  # it may have been exported between the two
    except BufferError:
        return True
    return False

def shown(buffer):
    return "exported" if is_exported(buffer) else "free"

# Calls that wait because a pipe or socket is full: the reader looks at the buffer first, then drains.
def watch(call, buffer, drain):
    """Calls in a second thread, waits until the buffer is exported, then drains until the call is done."""
    worker = threading.Thread(target=call)
    worker.start()
    while worker.is_alive() and not is_exported(buffer):
        pass
    state = "exported" if worker.is_alive() else "too soon"
    while worker.is_alive():
        drain()
    worker.join()
    return state, shown(buffer)

def sockets(call):
    a, b = socket.socketpair()
    buffer = bytearray(1 << 23)
    b.setblocking(False)
    def drain():
        try:
            b.recv(1 << 20)
        except BlockingIOError:
            pass
    try:
        return watch(lambda: call(a, buffer), buffer, drain)
    finally:
        a.close(), b.close()

print("send", *sockets(lambda s, b: s.send(b)))
print("sendall", *sockets(lambda s, b: s.sendall(b)))
print("sendmsg", *sockets(lambda s, b: s.sendmsg([b, b"x"])))

def pipes(call):
    r, w = os.pipe()
    os.set_blocking(r, False)
    buffer = bytearray(1 << 21)
    def drain():
        try:
            os.read(r, 1 << 16)
        except BlockingIOError:
            pass
    try:
        return watch(lambda: call(w, buffer), buffer, drain)
    finally:
        os.close(r), os.close(w)

print("os.write", *pipes(os.write))
print("os.writev", *pipes(lambda w, b: os.writev(w, [b, b"x"])))
print("FileIO", *pipes(lambda w, b: io.FileIO(w, "w", closefd=False).write(b)))
def buffered(w, b):
    with io.BufferedWriter(io.FileIO(w, "w", closefd=False)) as f:
        f.write(b)
print("BufferedWriter", *pipes(buffered))

# Calls that wait for data.
def receiving(call, give):
    buffer = bytearray(10)
    worker = threading.Thread(target=lambda: call(buffer))
    worker.start()
    while not is_exported(buffer):
        pass
    give()
    worker.join()
    return shown(buffer), bytes(buffer[:1])

for name in ("recv_into", "recvfrom_into", "recvmsg_into"):
    a, b = socket.socketpair()
    method = getattr(a, name)
    print(name, *receiving(lambda x: method([x] if name == "recvmsg_into" else x), lambda: b.send(b"d")))
    a.close(), b.close()
for name in ("readinto", "readv", "FileIO.readinto", "BufferedReader.readinto"):
    r, w = os.pipe()
    call = {"readinto": lambda x: io.open(r, "rb", 0, closefd=False).readinto(x), "readv": lambda x: os.readv(r, [x]),
            "FileIO.readinto": lambda x: io.FileIO(r, closefd=False).readinto(x),
            "BufferedReader.readinto": lambda x: io.BufferedReader(io.FileIO(r, closefd=False)).readinto1(x)}[name]
    print(name, *receiving(call, lambda: os.write(w, b"d")))
    os.close(r), os.close(w)

# Calls that come back to Python code.
def handler_of(buffer, found):
    def handler(*args):
        found.append(shown(buffer))
    return handler

buffer, found = bytearray(b"<a><b/></a>"), []
parser = pyexpat.ParserCreate()
parser.StartElementHandler = handler_of(buffer, found)
parser.Parse(buffer, True)
print("pyexpat", found, shown(buffer))

# All the same with a buffer that nobody else knows, and afterwards it is free.
for call in (zlib.compress, zlib.crc32, zlib.adler32, bz2.compress, lzma.compress, binascii.crc32, hashlib.sha256,
             zlib.compressobj().compress, bz2.BZ2Compressor().compress, lzma.LZMACompressor().compress):
    buffer = bytearray(1 << 17)
    call(buffer)
    print(shown(buffer), end=" ")
print()
db = sqlite3.connect(":memory:")
db.execute("create table t (b)")
db.execute("insert into t values (zeroblob(100))")
db.commit()
with db.blobopen("t", "b", 1) as blob:
    buffer = bytearray(b"12")
    blob.write(buffer)
    blob[2:4] = buffer
    print(blob[:5], shown(buffer))
db.commit()
copy = bytearray(db.serialize())
db.deserialize(copy)
print(shown(copy), db.execute("select count(*) from t").fetchone())
db.close()
for empty in (b"", bytearray(), memoryview(b"")):
    print(zlib.crc32(empty, 7), binascii.crc32(empty, 7), zlib.adler32(empty, 7), zlib.decompress(zlib.compress(empty)), bz2.decompress(bz2.compress(empty)))

# expect: send exported free
# expect: sendall exported free
# expect: sendmsg exported free
# expect: os.write exported free
# expect: os.writev exported free
# expect: FileIO exported free
# expect: BufferedWriter exported free
# expect: recv_into free b'd'
# expect: recvfrom_into free b'd'
# expect: recvmsg_into free b'd'
# expect: readinto free b'd'
# expect: readv free b'd'
# expect: FileIO.readinto free b'd'
# expect: BufferedReader.readinto free b'd'
# expect: pyexpat ['exported', 'exported'] free
# expect: free free free free free free free free free free 
# expect: b'1212\x00' free
# expect: free (1,)
# expect: 7 7 7 b'' b''
# expect: 7 7 7 b'' b''
# expect: 7 7 7 b'' b''
