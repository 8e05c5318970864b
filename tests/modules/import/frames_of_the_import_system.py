# Frames of the import system have no file: their code is frozen. Tracebacks of failed imports leave them out.
import importlib, os, sys, tempfile, traceback

folder = tempfile.mkdtemp()
sys.path.insert(0, folder)
def write(name, text):
    with open(os.path.join(folder, name + ".py"), "w") as f:
        f.write(text)

write("walks", "import sys\nf, names = sys._getframe(), []\nwhile f:\n    names.append(f.f_code.co_filename)\n    f = f.f_back\n")
import walks
frozen = [name for name in walks.names if name.startswith("<frozen")]
print(sorted(set(frozen)), len(frozen) > 3, [os.path.basename(name) for name in walks.names if os.path.exists(name)])

del sys.modules["walks"]
walks = importlib.import_module("walks")
print(sorted(set(name for name in walks.names if name.startswith("<frozen"))))

bootstrap = sys.modules["_frozen_importlib"]
print(bootstrap._find_and_load.__code__.co_filename, bootstrap.ModuleSpec.__init__.__code__.co_filename,
      sys.modules["_frozen_importlib_external"].SourceLoader.exec_module.__code__.co_filename if hasattr(sys.modules["_frozen_importlib_external"].SourceLoader, "exec_module") else "")
print(os.path.basename(importlib._bootstrap.__file__), os.path.basename(importlib._bootstrap_external.__file__))

write("raises", "def f():\n    1 / 0\nf()\n")
write("outer", "import raises\n")
write("absent", "import no_such_module_of_this_test\n")
for name in ("raises", "outer", "absent", "no_such_module_of_this_test"):
    try:
        __import__(name)
    except Exception as e:
        print(type(e).__name__, [os.path.basename(entry.filename) for entry in traceback.extract_tb(e.__traceback__)])
try:
    importlib.import_module("raises")
except ZeroDivisionError as e:
    names = [os.path.basename(entry.filename) for entry in traceback.extract_tb(e.__traceback__)]
    print(names[0], names[-1])

# expect: ['<frozen importlib._bootstrap>', '<frozen importlib._bootstrap_external>'] True ['walks.py', 'frames_of_the_import_system.py']
# expect: ['<frozen importlib._bootstrap>', '<frozen importlib._bootstrap_external>']
# expect: <frozen importlib._bootstrap> <frozen importlib._bootstrap> <frozen importlib._bootstrap_external>
# expect: _bootstrap.py _bootstrap_external.py
# expect: ZeroDivisionError ['frames_of_the_import_system.py', 'raises.py', 'raises.py']
# expect: ZeroDivisionError ['frames_of_the_import_system.py', 'outer.py', 'raises.py', 'raises.py']
# expect: ModuleNotFoundError ['frames_of_the_import_system.py', 'absent.py']
# expect: ModuleNotFoundError ['frames_of_the_import_system.py']
# expect: frames_of_the_import_system.py raises.py
