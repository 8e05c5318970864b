# Functions that look at a class as C code sees it, in a program that has loaded no extension.
import subprocess
import sys

CASES = {
    "PyType_GetModule": "py(object)",
    "PyType_GetModuleState": "py(type('MC', (), {}))",
    "PyObject_GetItemData": "py(set())",
    "PyType_GenericNew": "py(float), py(()), py({})",
    "PyErr_NewException": "b'a.b', py(ValueError), py([])",
    "PyLong_FromUnicodeObject": "py('12'), 10",
}
PROGRAM = """
import ctypes
py = ctypes.py_object
f = getattr(ctypes.pythonapi, %r)
f.restype = py
try:
    print(f(%s))
except Exception as error:
    print(type(error).__name__)
"""
for name, arguments in CASES.items():
    done = subprocess.run([sys.executable, "-c", PROGRAM % (name, arguments)], capture_output=True, text=True)
    print(name, done.returncode, done.stdout.strip())
# expect: PyType_GetModule 0 TypeError
# expect: PyType_GetModuleState 0 TypeError
# expect: PyObject_GetItemData 0 TypeError
# expect: PyType_GenericNew 0 0.0
# expect: PyErr_NewException 0 SystemError
# expect: PyLong_FromUnicodeObject 0 12
