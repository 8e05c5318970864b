# min-version: 3.13
import _imp
import importlib.machinery
import importlib.util
import os
import tempfile


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


print(_imp.is_builtin("sys"), _imp.is_builtin("builtins"), _imp.is_builtin("no_such_module"), _imp.is_builtin("os.path"))
spec = importlib.machinery.ModuleSpec("time", importlib.machinery.BuiltinImporter, origin="built-in")
module = _imp.create_builtin(spec)
print(module.__name__, _imp.exec_builtin(module), hasattr(module, "sleep"))
print(_imp.create_builtin(importlib.machinery.ModuleSpec("no_such_module", None)))
print(_imp.is_frozen("no_such_module"), _imp.find_frozen("no_such_module"), _imp.find_frozen("no_such_module", withdata=True))
print(type(_imp.extension_suffixes()).__name__, type(_imp._frozen_module_names()).__name__)
_imp._override_frozen_modules_for_tests(1)
_imp._override_frozen_modules_for_tests(0)
for source in ("_imp.is_builtin(5)", "_imp.is_frozen(5)", "_imp.is_frozen_package('no_such_module')", "_imp.get_frozen_object('no_such_module')", "_imp.init_frozen('no_such_module')",
               "_imp.find_frozen(5)", "_imp.create_builtin(5)", "_imp.create_dynamic(5)", "_imp.is_builtin()", "_imp.release_lock()", "_imp.lock_held()"):
    show(source)
print(_imp.acquire_lock(), _imp.lock_held(), _imp.acquire_lock(), _imp.release_lock(), _imp.lock_held(), _imp.release_lock(), _imp.lock_held())

# The hash that a cache by contents has.
print(len(_imp.source_hash(1, b"text")), _imp.source_hash(key=1, source=bytearray(b"text")) == _imp.source_hash(1, b"text"), _imp.source_hash(1, b"text") != _imp.source_hash(2, b"text"))
print(importlib.util.source_hash(b"print()") != importlib.util.source_hash(b"print()\n"), len(_imp.source_hash(-1, b"")))
for source in ("_imp.source_hash('x', b'')", "_imp.source_hash(1, 'text')", "_imp.source_hash(1)"):
    show(source)

# Code that has been moved says where it is now, with all that is in it.
code = compile("def f():\n    return lambda: 1\nclass C:\n    def g(self): pass\n", "old.py", "exec")


def files(code):
    yield code.co_filename
    for constant in code.co_consts:
        if hasattr(constant, "co_filename"):
            yield from files(constant)


print(list(files(code)), _imp._fix_co_filename(code, "new.py"), list(files(code)))
show("_imp._fix_co_filename(5, 'x')")
show("_imp._fix_co_filename(code, 5)")

# No extension module is made of a text file.
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "broken.so")
    with open(path, "w") as file:
        file.write("no library")
    try:
        _imp.create_dynamic(importlib.machinery.ModuleSpec("broken", None, origin=path))
    except ImportError:
        print("ImportError")
    print(_imp.exec_dynamic(module) in (None, 0))

# expect: -1 -1 0 0
# expect: time 0 True
# expect: None
# expect: False None None
# expect: list list
# expect: _imp.is_builtin(5) -> TypeError
# expect: _imp.is_frozen(5) -> TypeError
# expect: _imp.is_frozen_package('no_such_module') -> ImportError No such frozen object named 'no_such_module'
# expect: _imp.get_frozen_object('no_such_module') -> ImportError No such frozen object named 'no_such_module'
# expect: _imp.init_frozen('no_such_module') -> None
# expect: _imp.find_frozen(5) -> TypeError
# expect: _imp.create_builtin(5) -> AttributeError 'int' object has no attribute 'name'
# expect: _imp.create_dynamic(5) -> AttributeError 'int' object has no attribute 'name'
# expect: _imp.is_builtin() -> TypeError
# expect: _imp.release_lock() -> RuntimeError not holding the import lock
# expect: _imp.lock_held() -> False
# expect: None True None None True None False
# expect: 8 True True
# expect: True 8
# expect: _imp.source_hash('x', b'') -> TypeError
# expect: _imp.source_hash(1, 'text') -> TypeError
# expect: _imp.source_hash(1) -> TypeError
# expect: ['old.py', 'old.py', 'old.py', 'old.py', 'old.py'] None ['new.py', 'new.py', 'new.py', 'new.py', 'new.py']
# expect: _imp._fix_co_filename(5, 'x') -> TypeError
# expect: _imp._fix_co_filename(code, 5) -> TypeError
# expect: ImportError
# expect: True
