import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "big")
    with open(path, "w", encoding="utf-8") as f:
        for i in range(20000):
            f.write(f"{i} é\n")
    print(os.path.getsize(path))
    total = 0
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f):
            total += int(line.split()[0])
    print(number, total)
    with open(path, "rb") as f:
        size = 0
        while chunk := f.read(8191):
            size += len(chunk)
        f.seek(100)
        print(size, f.readline(), f.tell())
    with open(path, "r+b", buffering=0) as f:
        f.seek(3)
        f.write(b"XX")
        f.seek(0)
        print(f.read(10))

# expect: 168890
# expect: 19999 199990000
# expect: 168890 b' \xc3\xa9\n' 104
# expect: b'0 \xc3XX1 \xc3\xa9\n'
