# Files and streams in memory and on disk.
import io
import os
import tempfile
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file")
    with open(path, "w", encoding="utf-8") as file:
        for n in range(300):
            print("line", n, "é", file=file)
    with open(path, encoding="utf-8") as file:
        print(sum(1 for line in file if "7" in line), file.tell(), file.seek(0), file.readline().strip(), len(file.read()))
    with open(path, "r+b") as file:
        file.seek(-20, 2)
        file.write(b"overwritten")
        file.truncate()
        file.seek(5)
        print(file.read(7), len(file.readlines()), file.tell())
    print(sorted(os.listdir(folder)), os.stat(path).st_size, [e.name for e in os.scandir(folder)])
memory = io.BytesIO()
text = io.TextIOWrapper(memory, encoding="utf-16", newline="\r\n")
text.write("some\ntext" * 50)
text.flush()
print(len(memory.getvalue()), memory.seek(0), len(text.readlines()), io.StringIO("a\nb").readlines())
buffered = io.BufferedReader(io.BytesIO(bytes(range(256)) * 99), 100)
print(buffered.peek(1)[:3], len(buffered.read(1000)), buffered.read1(5), sum(buffered.read()))
