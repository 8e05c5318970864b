# What importlib makes of the data of a cached file, which may lie in the folder of the interpreter's own cache or elsewhere.
import importlib._bootstrap_external as external
import marshal
import os
import py_compile
import tempfile

with tempfile.TemporaryDirectory() as folder:
    source = os.path.join(folder, "spam.py")
    with open(source, "w") as file:
        file.write("def f(x):\n    return [x, (lambda: x)]\n")
    cached = py_compile.compile(source)
    elsewhere = py_compile.compile(source, os.path.join(folder, "spam.pyc"))
    with open(cached, "rb") as file:
        data = memoryview(file.read())[16:]
    for given in (), ("spam",), ("spam", cached), ("spam", cached, source), ("spam", elsewhere, "moved.py"), ("spam", cached, "moved.py"), ("spam", "nowhere"):
        code = external._compile_bytecode(data, *given)
        space = {}
        exec(code, space)
        x, inner = space["f"](2)
        print(len(given), x, inner(), os.path.basename(code.co_filename), os.path.basename(inner.__code__.co_filename))
    print(external._compile_bytecode(data=data, bytecode_path=cached, source_path=None, name=None).co_names)
    for what, wrong in ("nothing", b""), ("a number", marshal.dumps(5)), ("other data than the file's", b"?"):
        try:
            external._compile_bytecode(wrong, "spam", cached, source)
        except Exception as error:
            print(what, type(error).__name__)

# expect: 0 2 2 spam.py spam.py
# expect: 1 2 2 spam.py spam.py
# expect: 2 2 2 spam.py spam.py
# expect: 3 2 2 spam.py spam.py
# expect: 3 2 2 moved.py moved.py
# expect: 3 2 2 moved.py moved.py
# expect: 2 2 2 spam.py spam.py
# expect: ('f',)
# expect: nothing EOFError
# expect: a number ImportError
# expect: other data than the file's ValueError
