# Modules of slots (PyModExport), and classes of slots, for the stable ABI without a layout.
import gc
import importlib.machinery
import importlib.util
import os
import re
import shutil
import sys
import tempfile
import threading
import weakref

import abi3t_module as c


def attempt(what, *args):
    try:
        print(what(*args))
    except Exception as error:
        # CPython adds numbers or names of slots.
        print(type(error).__name__, re.sub(r" \((Py_|\d+\)).*?(?=$| slots)", "", str(error)))


def load(name, folder):
    path = shutil.copy(c.__file__, os.path.join(folder, name + ".so"))
    spec = importlib.util.spec_from_file_location(name, path, loader=importlib.machinery.ExtensionFileLoader(name, path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


print(c.__name__, c.__doc__, c.answer, c.__spec__.name)
print(c.facts(), [c.twice(x) for x in (1, 2**70, 1.5, "ab", [1])], c.calls())
print(c.twice.__doc__, c.twice.__text_signature__, c.twice.__module__)
print([c.kind(x) for x in (None, True, ..., 5, 2**80, 1.5, "abc", (1, 2), [], {}, int, object(), b"")])
print(c.sum(1, 2.5, True), c.keep([1]), c.keep(None))
attempt(c.sum, "x")
attempt(c.raise_, "way")
attempt(c.twice)

p = c.Pair(3, y=[4])
print(p, len(p), p[0], p[1], p.x, p.y, memoryview(p).nbytes, bytes(p)[0])
p.x, p.y = 7, p
print(p[0], p[1] is p, p.module(), c.Pair.__module__, c.Pair.__name__)


class Derived(c.Pair):
    pass


d = Derived(1, "one")
d.more = 2
print(d, d.module(), d.more)
attempt(c.Pair, "x")
seen = weakref.ref(Derived(1), lambda ref: print("collected"))
d = Derived(5)
d.y = d
seen = weakref.ref(d, lambda ref: print("collected"))
del d
gc.collect()


class Spec:
    name = "package.spec"
    loader = origin = parent = None


for what in range(9):
    attempt(lambda: c.make(Spec, what))
    if what in (0, 3):
        module = c.make(Spec, what)
        print(module.__name__, module.__doc__, hasattr(module, "answer"), c.execute(module), hasattr(module, "answer"))
for what in range(5):
    attempt(lambda: c.make_class(what))
print(c.make_class(0).__doc__, c.make_class(0)().__class__.__name__)

with tempfile.TemporaryDirectory() as folder:
    for name in ("bare", "failing", "silent", "future", "no_module", "missing"):
        attempt(lambda: load(name, folder))

V = 0x030F0000
for arguments in ((0, 0, 0, 0), (2, 7, V, V), (1, 7, V, V), (1, 7, V, 0x03100000), (1, 7, V, 0x03010000), (1, 7, V, 0)):
    attempt(c.check_abi, *arguments)

workers = [threading.Thread(target=lambda: [c.Pair(i, [i])[1] for i in range(2000)]) for _ in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print("threads end")

# expect: abi3t_module Of the stable ABI. 42 abi3t_module
# expect: (1, 1, 1, 'abi3t_module') [2, 2361183241434822606848, 3.0, 'abab', [1, 1]] 5
# expect: Twice x. ($module, x, /) abi3t_module
# expect: ['constant', 'constant', 'constant', 'int', 'int', 'float', 'str 3', 'tuple 2', 'list', 'dict', 'class', 'object', 'bytes']
# expect: 4.5 None [1]
# expect: TypeError must be real number, not str
# expect: ValueError no 'way'
# expect: TypeError abi3t_module.twice() takes exactly one argument (0 given)
# expect: Pair(3, [4]) 2 3 [4] 3 [4] 8 3
# expect: 7 True (1, 1, 'abi3t_module') abi3t_module Pair
# expect: Pair(1, 'one') (1, 1, 'abi3t_module') 2
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: collected
# expect: collected
# expect: <module 'package.spec'>
# expect: package.spec made False (1, 0) False
# expect: SystemError unknown module slot ID 9999
# expect: SystemError module package.spec has multiple Py_mod_doc slots
# expect: <module 'package.spec'>
# expect: package.spec inner False (1, 0) True
# expect: <module 'package.spec'>
# expect: SystemError invalid module slot 56
# expect: SystemError module package.spec: m_size may not be negative for multi-phase initialization
# expect: SystemError module package.spec has multiple Py_mod_exec slots
# expect: SystemError module package.spec does not define Py_mod_abi, which is mandatory for modules defined from slots only.
# expect: <class 'm.Plain'>
# expect: SystemError Py_tp_name slot is required.
# expect: SystemError unknown type slot ID 9999
# expect: SystemError invalid type slot 101
# expect: SystemError type m.Plain: Py_tp_basicsize and Py_tp_extra_basicsize are mutually exclusive
# expect: doc Plain
# expect: SystemError module bare does not define Py_mod_abi, which is mandatory for modules defined from slots only.
# expect: RuntimeError not today
# expect: SystemError module export hook for module 'silent' failed without setting an exception
# expect: ImportError future: incompatible future stable ABI version (3.99)
# expect: no_module
# expect: ImportError dynamic module does not define module export function (PyModExport_missing or PyInit_missing)
# expect: None
# expect: ImportError module: PyABIInfo version too high
# expect: None
# expect: ImportError module: incompatible future stable ABI version (3.16)
# expect: ImportError module: invalid stable ABI version (3.1)
# expect: None
# expect: threads end
