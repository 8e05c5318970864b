# How much a file reads ahead: at least io.DEFAULT_BUFFER_SIZE, which is 128 KB since 3.15.
# min-version: 3.15
import io
import os
import tempfile

print(io.DEFAULT_BUFFER_SIZE)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file")
    with open(path, "wb") as file:
        file.write(bytes(1 << 20))
    with open(path, "rb") as file:
        print(len(file.peek()), len(file.read1()))
    with open(path, "rb", 4096) as file:
        print(len(file.peek()))
    with open(path, "rb", 0) as raw:
        print(len(io.BufferedReader(raw).peek()))
    with open(path, "rb", 0) as raw, open(os.devnull, "wb", 0) as sink:
        print(len(io.BufferedRWPair(raw, sink).peek()))
text = io.TextIOWrapper(io.BytesIO())
print(text._CHUNK_SIZE)
try:
    del text._CHUNK_SIZE
except AttributeError as error:
    print(error)

# expect: 131072
# expect: 131072 131072
# expect: 4096
# expect: 131072
# expect: 131072
# expect: 8192
# expect: attribute '_CHUNK_SIZE' of '_io.TextIOWrapper' objects cannot be deleted
