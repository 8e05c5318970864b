"""Byte arrays that grow, bytes that are split and translated, memory views."""

for _ in range(20):
    gathered = bytearray()
    for i in range(30000):
        gathered += b"%05d," % i
    parts = bytes(gathered).split(b",")
    view = memoryview(gathered)
    print(len(parts), sum(view[i] for i in range(0, len(view), 11)), gathered.count(b"1"), len(bytes(gathered).translate(None, b"0")))
