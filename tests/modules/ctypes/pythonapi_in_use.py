# What public packages do with ctypes.pythonapi: prompt_toolkit, dill, pycryptodome, dramatiq.
import ctypes
import signal
import sys
import threading
from ctypes import byref, c_char_p, c_int, c_ssize_t, c_void_p, py_object

api = ctypes.pythonapi

# ---- prompt_toolkit: the handler of SIGINT, as the system knows it, is put back after a prompt
api.PyOS_getsig.restype = api.PyOS_setsig.restype = c_void_p
api.PyOS_getsig.argtypes = (c_int,)
api.PyOS_setsig.argtypes = (c_int, c_void_p)
before, handler = api.PyOS_getsig(signal.SIGINT), signal.getsignal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.SIG_IGN)
print(api.PyOS_getsig(signal.SIGINT), before not in (None, 1))
signal.signal(signal.SIGINT, handler)
print(api.PyOS_setsig(signal.SIGINT, before) == before, api.PyOS_getsig(signal.SIGINT) == before)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("KeyboardInterrupt")
try:
    api.PyErr_SetInterrupt()
    api.PyErr_CheckSignals()
    for _ in range(1000):
        pass
except KeyboardInterrupt:
    print("KeyboardInterrupt again")

# ---- dill: capsules, pickled by their pointers
Destructor = ctypes.PYFUNCTYPE(None, c_void_p)  # the capsule is no object any more
pointer_at = ctypes.PYFUNCTYPE(c_void_p, c_void_p, c_char_p)(("PyCapsule_GetPointer", api))
declared = {
    "PyCapsule_New": (py_object, c_void_p, c_char_p, c_void_p),
    "PyCapsule_GetName": (c_char_p, py_object),
    "PyCapsule_GetPointer": (c_void_p, py_object, c_char_p),
    "PyCapsule_GetDestructor": (c_void_p, py_object),
    "PyCapsule_GetContext": (c_void_p, py_object),
    "PyCapsule_IsValid": (c_int, py_object, c_char_p),
    "PyCapsule_SetContext": (c_int, py_object, c_void_p),
    "PyCapsule_SetDestructor": (c_int, py_object, c_void_p),
    "PyCapsule_SetName": (c_int, py_object, c_char_p),
    "PyCapsule_SetPointer": (c_int, py_object, c_void_p),
}
for name, (result, *parameters) in declared.items():
    getattr(api, name).restype, getattr(api, name).argtypes = result, parameters
name = ctypes.create_string_buffer(b"tests.capsule")
capsule = api.PyCapsule_New(1234, ctypes.cast(name, c_char_p), None)
print(type(capsule).__name__, repr(capsule).startswith('<capsule object "tests.capsule" at 0x'))
print(api.PyCapsule_GetPointer(capsule, b"tests.capsule"), api.PyCapsule_GetName(capsule), api.PyCapsule_GetDestructor(capsule), api.PyCapsule_GetContext(capsule))
print(api.PyCapsule_IsValid(capsule, b"tests.capsule"), api.PyCapsule_IsValid(capsule, b"other"), api.PyCapsule_IsValid(5, b"tests.capsule"))
print(api.PyCapsule_SetContext(capsule, 7), api.PyCapsule_GetContext(capsule), api.PyCapsule_SetPointer(capsule, 99), api.PyCapsule_GetPointer(capsule, b"tests.capsule"))
for call in (lambda: api.PyCapsule_GetPointer(capsule, b"other"), lambda: api.PyCapsule_New(None, b"x", None), lambda: api.PyCapsule_GetPointer(5, b"x"), lambda: api.PyCapsule_SetPointer(capsule, None)):
    try:
        call()
    except ValueError as error:
        print("ValueError:", error)
ended = []
destructor = Destructor(lambda capsule: ended.append(pointer_at(capsule, b"tests.capsule")))
api.PyCapsule_SetDestructor(capsule, ctypes.cast(destructor, c_void_p))
del capsule
print(ended)


# ---- pycryptodome: the bytes of any object with a buffer
class Buffer(ctypes.Structure):
    _fields_ = [("buf", c_void_p), ("obj", c_void_p), ("len", c_ssize_t), ("itemsize", c_ssize_t), ("readonly", c_int), ("ndim", c_int), ("format", c_char_p),
                ("shape", ctypes.POINTER(c_ssize_t)), ("strides", ctypes.POINTER(c_ssize_t)), ("suboffsets", c_void_p), ("internal", c_void_p)]


api.PyObject_GetBuffer.argtypes = (py_object, c_void_p, c_int)
api.PyBuffer_Release.argtypes = (c_void_p,)
for exporter, flags in ((b"bytes", 0), (bytearray(b"array"), 1), (memoryview(b"view")[1:], 0x1C), (memoryview(b"view")[::2], 0x1C)):
    view = Buffer()
    api.PyObject_GetBuffer(exporter, byref(view), flags)
    text = ctypes.string_at(view.buf, view.len if not view.strides or view.strides[0] == 1 else 1)
    print(text, view.len, view.itemsize, view.readonly, view.ndim, view.format, view.shape[0] if view.shape else None, view.strides[0] if view.strides else None)
    if type(exporter) is bytearray:
        try:
            exporter.append(1)
        except BufferError:
            print("lent")
    api.PyBuffer_Release(byref(view))
    print(view.obj)
exporter.release()
for exporter, flags in ((b"bytes", 1), (5, 0), (memoryview(b"view")[::2], 0)):
    try:
        api.PyObject_GetBuffer(exporter, byref(Buffer()), flags)
    except (BufferError, TypeError) as error:
        print(type(error).__name__)

# ---- memory of C as a buffer
block = ctypes.create_string_buffer(b"memory", 6)
api.PyMemoryView_FromMemory.restype = py_object
api.PyMemoryView_FromMemory.argtypes = (c_void_p, c_ssize_t, c_int)
reader, writer = (api.PyMemoryView_FromMemory(ctypes.addressof(block), 6, flags) for flags in (0x100, 0x200))
writer[0] = ord("M")
print(bytes(reader), reader.readonly, writer.readonly, block.raw)

# ---- threads: attached and detached
api.PyGILState_Check.restype = api.PyGILState_Ensure.restype = c_int
state = api.PyGILState_Ensure()
print(state, api.PyGILState_Check(), api.PyGILState_Release(state) is not NotImplemented, api.PyGILState_Check())
api.PyThreadState_GetDict.restype = c_void_p
print(api.PyThreadState_GetDict() == api.PyThreadState_GetDict())
api.PyThread_get_thread_ident.restype = ctypes.c_ulong
print(api.PyThread_get_thread_ident() == threading.get_ident())

# ---- debuggers: trace functions of C, variables of frames
events = []
Tracer = ctypes.PYFUNCTYPE(c_int, py_object, py_object, c_int, c_void_p)
tracer = Tracer(lambda argument, frame, event, value: events.append((argument, frame.f_code.co_name, event)) or 0)
api.PyEval_SetTrace.argtypes = (c_void_p, py_object)
api.PyEval_SetTrace.restype = None


def traced():
    pass


api.PyEval_SetTrace(ctypes.cast(tracer, c_void_p), "argument")
traced()
api.PyEval_SetTrace(None, None)
print([event for event in events if event[1] == "traced"])


def changed():
    variable = 1
    sys._getframe().f_locals["variable"] = 2
    api.PyFrame_LocalsToFast(py_object(sys._getframe()), c_int(0))
    return variable


print(changed())

# ---- files
import os
import tempfile
with tempfile.TemporaryFile() as file:
    api.PyFile_FromFd.restype = py_object
    api.PyFile_FromFd.argtypes = (c_int, c_char_p, c_char_p, c_int, c_char_p, c_char_p, c_char_p, c_int)
    text = api.PyFile_FromFd(os.dup(file.fileno()), None, b"w+", -1, b"utf-8", None, None, 1)
    api.PyFile_WriteString.argtypes = (c_char_p, py_object)
    print(type(text).__name__, api.PyFile_WriteString(b"line\n", text), text.seek(0), text.read())
    text.close()
print(api.PyObject_AsFileDescriptor(py_object(sys.__stdin__)))

# expect: 1 True
# expect: True True
# expect: KeyboardInterrupt
# expect: KeyboardInterrupt again
# expect: PyCapsule True
# expect: 1234 b'tests.capsule' None None
# expect: 1 0 0
# expect: 0 7 0 99
# expect: ValueError: PyCapsule_GetPointer called with incorrect name
# expect: ValueError: PyCapsule_New called with null pointer
# expect: ValueError: PyCapsule_GetPointer called with invalid PyCapsule object
# expect: ValueError: PyCapsule_SetPointer called with null pointer
# expect: [99]
# expect: b'bytes' 5 1 1 1 None None None
# expect: None
# expect: b'array' 5 1 0 1 None None None
# expect: lent
# expect: None
# expect: b'iew' 3 1 1 1 b'B' 3 1
# expect: None
# expect: b'v' 2 1 1 1 b'B' 2 2
# expect: None
# expect: BufferError
# expect: TypeError
# expect: BufferError
# expect: b'Memory' True False b'Memory'
# expect: 0 1 True 1
# expect: True
# expect: True
# expect: [('argument', 'traced', 0), ('argument', 'traced', 2), ('argument', 'traced', 3)]
# expect: 2
# expect: TextIOWrapper 0 0 line
# expect:
# expect: 0
