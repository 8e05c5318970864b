# tests/modules/io/read_of_any_size.py: a text file is read with sizes up to the largest.
import os
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "text")
    with open(path, "w") as file:
        file.write("äb\n" * 10000)
    for size in (sys.maxsize, 2 ** 20, 29999, 3):
        with open(path) as file:
            text = file.read(size)
            print(size, len(text), text[:3] == "äb\n", file.readline(sys.maxsize) == "äb\n", len(file.read(sys.maxsize)))

# expect: 9223372036854775807 30000 True False 0
# expect: 1048576 30000 True False 0
# expect: 29999 29999 True False 0
# expect: 3 3 True True 29994
