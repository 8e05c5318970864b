import gzip
import io
import tarfile
import zipfile

data = b"line of text\n" * 5000
packed = gzip.compress(data, mtime=0)
print(gzip.decompress(packed + packed) == data * 2)
with gzip.open(io.BytesIO(packed), "rt") as f:
    print(sum(1 for _ in f))
store = io.BytesIO()
with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("a/b.txt", data)
    z.writestr("empty", b"")
with zipfile.ZipFile(store) as z:
    print(z.namelist(), z.read("a/b.txt") == data, z.testzip())
store = io.BytesIO()
with tarfile.open(fileobj=store, mode="w:gz") as tar:
    info = tarfile.TarInfo("name")
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))
store.seek(0)
with tarfile.open(fileobj=store) as tar:
    print(tar.getnames(), tar.extractfile("name").read() == data)

# expect: True
# expect: 5000
# expect: ['a/b.txt', 'empty'] True None
# expect: ['name'] True
