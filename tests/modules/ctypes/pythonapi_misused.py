# The C API called as C code must not: without an object, detached, unbalanced. CPython ends with a signal, so other interpreters print what is right.
import ctypes
import sys
import threading

own = sys.implementation.name == "tinypy"
api, detached = ctypes.pythonapi, ctypes.CDLL(None)


def refused(name, *arguments):
    if not own:
        return "SystemError"
    try:
        getattr(api, name)(*arguments)
    except SystemError as error:
        return type(error).__name__


null = ctypes.c_void_p()
for name, count in (("PyObject_Hash", 1), ("PyObject_Size", 1), ("PyObject_GetAttr", 2), ("PyObject_Call", 3), ("PyNumber_Add", 2), ("PyList_Append", 2), ("PyDict_SetItem", 3),
                    ("PyCell_Get", 1), ("PyUnicode_GetLength", 1), ("PyLong_AsLong", 1), ("PyErr_SetString", 2), ("PyImport_ImportModule", 1), ("PyTuple_Size", 1)):
    print(name, refused(name, *[null] * count))
if own:
    api.PyObject_Repr.restype = ctypes.py_object
print(api.PyObject_Repr(null) if own else "<NULL>")


def calls():
    """What must not detach or attach the caller does not."""
    if not own:
        return
    for library in (api, detached):
        for name in ("PyEval_SaveThread", "PyGILState_Ensure", "PyEval_SaveThread", "PyGILState_Check"):
            getattr(library, name)()
        library.PyGILState_Release(1)
        library.PyGILState_Release(0)
        library.PyEval_RestoreThread(null)
        library.PyList_New.restype = ctypes.py_object
        assert library.PyList_New(ctypes.c_ssize_t(2)) == [None, None]
    assert api.Py_FinalizeEx.restype is ctypes.c_int
    try:
        api.Py_FinalizeEx()
    except RuntimeError:
        return
    raise AssertionError


threads = [threading.Thread(target=lambda: [calls() for _ in range(20)]) for _ in range(4)]
for thread in threads:
    thread.start()
calls()
for thread in threads:
    thread.join()
print("still running", sum(range(1000)))

# A thread of C that calls Python: its objects are those of the program.
if own:
    Start = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
    pthread = ctypes.c_ulong()
    code = ctypes.create_string_buffer(b"import builtins\nbuiltins.made_in_c = [1, 2]\n")
    run = ctypes.cast(api.PyRun_SimpleString, ctypes.c_void_p)
    detached.pthread_create(ctypes.byref(pthread), None, run, code)
    detached.pthread_join(pthread, None)
    print(made_in_c)
else:
    print([1, 2])

# expect: PyObject_Hash SystemError
# expect: PyObject_Size SystemError
# expect: PyObject_GetAttr SystemError
# expect: PyObject_Call SystemError
# expect: PyNumber_Add SystemError
# expect: PyList_Append SystemError
# expect: PyDict_SetItem SystemError
# expect: PyCell_Get SystemError
# expect: PyUnicode_GetLength SystemError
# expect: PyLong_AsLong SystemError
# expect: PyErr_SetString SystemError
# expect: PyImport_ImportModule SystemError
# expect: PyTuple_Size SystemError
# expect: <NULL>
# expect: still running 499500
# expect: [1, 2]
