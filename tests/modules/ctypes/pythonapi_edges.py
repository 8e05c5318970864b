# Functions of the C API at their edges: texts with null characters, tuples in tuples, what is no module, numbers of any width, errors that are pending.
# min-version: 3.13
import ctypes
import io
import sys
import weakref
from ctypes import POINTER, Structure, c_char_p, c_int, c_long, c_size_t, c_ssize_t, c_void_p, py_object

api = ctypes.pythonapi
own = sys.implementation.name == "tinypy"


def declare(name, result, *parameters):
    function = getattr(api, name)
    function.restype, function.argtypes = result, parameters
    return function


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# ---- texts
compare = declare("PyUnicode_CompareWithASCIIString", c_int, py_object, c_char_p)
print([compare(a, b) for a, b in (("a\0b", b"a"), ("a", b"ab"), ("ab", b"a"), ("a", b"a"), ("a", b"b"), ("", b""), ("\u20ac", b"a"))])

utf8 = declare("PyUnicode_AsUTF8", c_void_p, py_object)


class Text(str):
    pass


held, forgotten = "gr\xfcn" * 2, Text("gr\xfcn")
address, alive = utf8(held), weakref.ref(forgotten)
print(ctypes.string_at(utf8(forgotten)))
del forgotten
for number in range(2000):
    utf8(f"\u20ac{number}")
print(utf8(held) == address, ctypes.string_at(address), alive())

make = api.PyUnicode_FromFormat
make.restype = py_object
for format, *arguments in ((b"%500d|", c_int(5)), (b"%-500d|", c_int(-5)), (b"%0500d|", c_int(-5)), (b"%.500d|", c_int(-5)), (b"%600.500d|", c_int(-5)), (b"%0600.500d|", c_int(-5)),
                           (b"%*d|", c_int(-6), c_int(5)), (b"%.*d|", c_int(-6), c_int(5)), (b"%*s|", c_int(-6), c_char_p(b"ab")), (b"%#x|%05x|%.0d", c_int(255), c_int(255), c_int(0)),
                           (b"%+d", c_int(2)), (b"% d", c_int(2)), (b"%5ld|%-5ld|", c_long(-42), c_long(-42))):
    text = attempt(make, format, *arguments)
    print(len(text), text[:8], text[-8:])

# ---- classes of exceptions
matches = declare("PyErr_GivenExceptionMatches", c_int, py_object, py_object)
deep = (KeyError,)
for _ in range(10**6 if own else 1000):
    deep = (deep,)
print(matches(KeyError(), deep), matches(ValueError, (1, (2, ValueError))), matches(ValueError, ((), (KeyError,))), matches(5, 5), matches(5, 6))
while len(deep) == 1 and type(deep[0]) is tuple:  # from the outside: it would be a deep destruction
    deep = deep[0]

# ---- modules
run = declare("PyRun_SimpleString", c_int, c_char_p)
add = declare("PyImport_AddModuleRef", py_object, c_char_p)
main, sys.modules["no_module"], sys.modules["__main__"] = sys.modules["__main__"], 5, 6
print(run(b"x = 1"), type(sys.modules["__main__"]).__name__, sys.modules["__main__"].x, add(b"no_module"), sys.modules["no_module"])
sys.modules["__main__"] = main

# ---- files
line = declare("PyFile_GetLine", py_object, py_object, c_int)


class Odd:
    def readline(self, size=0):
        return 5


print([line(file, -1) for file in (io.StringIO("a\nb"), io.BytesIO(b"a\nb"), io.BytesIO(b"ab"))])
for file in (Odd(), io.BytesIO(b""), io.StringIO("")):
    print([attempt(line, file, n).partition(":")[0] if n < 0 or file.__class__ is Odd else line(file, n) for n in (-1, 0, 1)])
descriptor = declare("PyObject_AsFileDescriptor", c_int, py_object)
print(descriptor(5), attempt(descriptor, -1), attempt(descriptor, "a"))


# ---- buffers
class Buffer(Structure):
    _fields_ = [("buf", c_void_p), ("obj", c_void_p), ("len", c_ssize_t), ("itemsize", c_ssize_t), ("readonly", c_int), ("ndim", c_int), ("format", c_char_p),
                ("shape", POINTER(c_ssize_t)), ("strides", POINTER(c_ssize_t)), ("suboffsets", c_void_p), ("internal", c_void_p)]


get, release = declare("PyObject_GetBuffer", c_int, py_object, POINTER(Buffer), c_int), declare("PyBuffer_Release", None, POINTER(Buffer))
every_second, view = memoryview(b"abcdef")[::2], Buffer()
print(get(every_second, view, 0x18), view.len, view.shape[0], view.strides[0], attempt(every_second.release), release(view), attempt(every_second.release))
print(*[attempt(get, memoryview(b"abcdef")[::-1], Buffer(), flags) for flags in (0, 0x38, 0x58, 0x98)], sep="; ")


# ---- a function that cannot fail is called while an error is pending
class Functions(Structure):
    _fields_ = [("read", c_void_p), ("write", c_void_p), ("seek", c_void_p), ("close", c_void_p)]


def address_of(name):
    return ctypes.cast(getattr(api, name), c_void_p)


c = ctypes.PyDLL(None)
c.fopencookie.restype, c.fopencookie.argtypes = c_void_p, (py_object, c_char_p, Functions)
c.fwrite.argtypes, c.fclose.argtypes = (c_char_p, c_size_t, c_size_t, c_void_p), (c_void_p,)
for name in ("PyGC_Collect", "PyGC_IsEnabled", "PyErr_NoMemory"):
    file = c.fopencookie(ValueError, b"w", Functions(write=address_of("PyErr_SetString"), close=address_of(name)))
    c.fwrite(b"pending\0", 8, 1, file)  # with the end of the text: the buffer of the file has none
    print(attempt(c.fclose, file))

# expect: [1, -1, 1, 0, -1, 0, 1]
# expect: b'gr\xc3\xbcn'
# expect: True b'gr\xc3\xbcngr\xc3\xbcn' None
# expect: 501                5|
# expect: 501 -5              |
# expect: 501 -0000000 0000005|
# expect: 502 -0000000 0000005|
# expect: 601          0000005|
# expect: 601 -0000000 0000005|
# expect: 7 5     | 5     |
# expect: 2 5| 5|
# expect: 7 ab    | ab    |
# expect: 10 ff|000ff |000ff|0
# expect: 39 SystemEr ing: %+d
# expect: 39 SystemEr ing: % d
# expect: 12   -42|-4 2|-42  |
# expect: 1 1 0 1 0
# expect: 0 module 1 <module 'no_module'> <module 'no_module'>
# expect: ['a', b'a', b'ab']
# expect: ['TypeError', 'TypeError', 'TypeError']
# expect: ['EOFError', b'', b'']
# expect: ['EOFError', '', '']
# expect: 5 ValueError: file descriptor cannot be a negative integer (-1) TypeError: argument must be an int, or have a fileno() method.
# expect: 0 3 3 2 BufferError: memoryview has 1 exported buffer None None
# expect: BufferError: memoryview: underlying buffer is not C-contiguous; BufferError: memoryview: underlying buffer is not C-contiguous; BufferError: memoryview: underlying buffer is not Fortran contiguous; BufferError: memoryview: underlying buffer is not contiguous
# expect: ValueError: pending
# expect: ValueError: pending
# expect: MemoryError: 
