"""A class is looked for in a module that another thread has not imported to its end: unpickling waits, as `import` does."""
import pathlib
import pickle
import sys
import tempfile
import threading

SOURCE = """
import builtins
builtins.halfway.set()
builtins.go_on.wait()
class Late:
    pass
"""


def unpickle_while_another_imports(name, data, results):
    import builtins
    builtins.halfway, builtins.go_on = threading.Event(), threading.Event()
    importer = threading.Thread(target=__import__, args=(name,))
    importer.start()
    builtins.halfway.wait()
    timer = threading.Timer(0.05, builtins.go_on.set)
    timer.start()
    results.append(pickle.loads(data))
    timer.join()
    importer.join()


with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    results = []
    for protocol, name in ((2, "first_half"), (4, "second_half")):
        pathlib.Path(folder, name + ".py").write_text(SOURCE)
        text = name.encode()
        data = b"\x80\x02c" + text + b"\nLate\n." if protocol == 2 else b"\x80\x04\x8c" + bytes([len(text)]) + text + b"\x8c\x04Late\x93."
        unpickle_while_another_imports(name, data, results)
    print([found.__qualname__ for found in results], [found.__module__ for found in results])

# expect: ['Late', 'Late'] ['first_half', 'second_half']
