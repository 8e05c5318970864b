# What importlib asks of a cached file before it reads the code in it.
import importlib._bootstrap_external as external
import importlib.util
import os
import py_compile
import tempfile

with tempfile.TemporaryDirectory() as folder:
    source = os.path.join(folder, "spam.py")
    with open(source, "w") as file:
        file.write("x = 1\n")
    with open(py_compile.compile(source), "rb") as file:
        good = file.read()
print(external._classify_pyc(good, "spam", {}))
for what, data in ("nothing", b""), ("another magic number", b"x" + good[1:]), ("a strange flag", good[:4] + b"\x80" + good[5:]):
    try:
        external._classify_pyc(data, "spam", {})
    except ImportError as error:
        print(what, type(error).__name__)

# expect: 0
# expect: nothing ImportError
# expect: another magic number ImportError
# expect: a strange flag ImportError
