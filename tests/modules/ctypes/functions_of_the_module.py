# Functions of _ctypes and of ctypes that work on any C data.
import _ctypes
from ctypes import *
import pickle, copy

def attempt(what):
    try:
        return what()
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]

print(sizeof(Point), sizeof(Point()), alignment(Point), alignment(Point()), alignment(c_double), sizeof(c_int * 4))
print(attempt(lambda: sizeof(5)), attempt(lambda: alignment(int)), attempt(lambda: byref(5)), attempt(lambda: addressof(5)), attempt(lambda: sizeof(Structure)))

numbers = (c_int * 3)(1, 2, 3)
print(c_int.from_address(addressof(numbers) + 4).value, cast(byref(numbers, 8), POINTER(c_int))[0])
at = c_int.from_address(addressof(numbers))
at.value = 50
print(numbers[0], attempt(lambda: c_int.from_address("x")), attempt(lambda: Structure.from_address(0)))

buffer = bytearray(b"abcdefgh")
view = (c_char * 4).from_buffer(buffer, 2)
view[0] = b"X"
print(buffer, view.value, attempt(lambda: buffer.append(1)))
copied = c_int.from_buffer_copy(buffer)
buffer[0] = 0
print(hex(copied.value), bytes(copied))
print(attempt(lambda: c_int.from_buffer(b"abcd")), attempt(lambda: c_int.from_buffer(bytearray(2))), attempt(lambda: c_int.from_buffer(bytearray(8), -1)))
print(attempt(lambda: c_int.from_buffer_copy(b"a")), attempt(lambda: c_int.from_buffer_copy(b"abcdefgh", 6)))

n = c_int(5)
resize(n, 64)
print(sizeof(n), n.value, attempt(lambda: resize(n, 1)), attempt(lambda: resize(5, 8)), attempt(lambda: resize(view, 100)))
grown = (c_short * 2)(1, 2)
resize(grown, 8)
longer = (c_short * 4).from_address(addressof(grown))
longer[3] = 9
print(len(grown), longer[:], sizeof(grown))

target = create_string_buffer(8)
print(memmove(target, b"moved", 5) == addressof(target), target.value)
memset(target, ord("-"), 3)
print(target.value, string_at(target, 2), string_at(b"a\0b", 3), wstring_at("wide"), wstring_at("wide", 2), string_at(addressof(target)))
print(attempt(lambda: string_at(target, -5)).split(":")[0])

set_errno(7)
print(get_errno(), set_errno(8), get_errno(), attempt(lambda: set_errno("x")))
libc = CDLL(None, use_errno=True)
print(libc.close(-1), get_errno(), libc.abs(1), get_errno())
plain = CDLL(None)
plain.close(-1)
set_errno(3)
print(plain.close(-1), get_errno())

print(_ctypes.buffer_info(Point * 2 * 3), _ctypes.buffer_info(c_int()), attempt(lambda: _ctypes.buffer_info(5)))
handle = _ctypes.dlopen("libc.so.6", RTLD_GLOBAL)
abs_address = _ctypes.dlsym(handle, "abs")
print(_ctypes.call_function(abs_address, (-3,)), _ctypes.call_cdeclfunction(abs_address, (-4,)), _ctypes.dlclose(handle))
print(attempt(lambda: _ctypes.dlsym(libc._handle, "no_such_symbol")).split(":")[0], attempt(lambda: _ctypes.dlopen("no_such_library.so", 0)))
print(attempt(lambda: CDLL("no_such_library.so")), attempt(lambda: libc.no_such_symbol).split(":")[0], attempt(lambda: c_int.in_dll(libc, "no_such_symbol")).split(":")[0])
print(attempt(lambda: _ctypes.dlopen(5, 0)), RTLD_LOCAL, RTLD_GLOBAL)
print(c_void_p.in_dll(libc, "stdout").value is not None, c_char_p.in_dll(libc, "program_invocation_name").value is not None)

thing = ["kept"]
print(_ctypes.Py_INCREF(thing) is thing, _ctypes.Py_DECREF(thing) is thing, _ctypes.PyObj_FromPtr(id(thing)) is thing)
print(cast(id(thing), py_object).value is thing)

p = pickle.loads(pickle.dumps(Point(3, 4)))
print(p.x, p.y, type(p) is Point, copy.copy(numbers)[:], copy.copy(c_int(8)), copy.deepcopy(p).y)
p.note = "kept"
print(pickle.loads(pickle.dumps(p)).note, attempt(lambda: pickle.dumps(c_char_p(b"x"))), attempt(lambda: pickle.dumps(pointer(p))))
print(_ctypes._unpickle(Point, ({}, b"\1\0\0\0\2\0\0\0")).y, Point(1, 2).__ctypes_from_outparam__().x, c_int(5).__ctypes_from_outparam__())

# The list of libraries is there from 3.14 on.
print(not hasattr(_ctypes, "dllist") or any("libc.so" in name for name in _ctypes.dllist()))

# min-version: 3.13

# expect: 8 8 4 4 8 16
# expect: TypeError: this type has no size TypeError: no alignment info TypeError: byref() argument must be a ctypes instance, not 'int' TypeError: invalid type TypeError: this type has no size
# expect: 2 3
# expect: 50 TypeError: integer expected TypeError: abstract class
# expect: bytearray(b'abXdefgh') b'Xdef' BufferError: Existing exports of data: object cannot be re-sized
# expect: 0x64586261 b'abXd'
# expect: TypeError: underlying buffer is not writable ValueError: Buffer size too small (2 instead of at least 4 bytes) ValueError: offset cannot be negative
# expect: ValueError: Buffer size too small (1 instead of at least 4 bytes) ValueError: Buffer size too small (8 instead of at least 10 bytes)
# expect: 64 5 ValueError: minimum size is 4 TypeError: expected ctypes instance ValueError: Memory cannot be resized because this object doesn't own it
# expect: 2 [1, 2, 0, 9] 8
# expect: True b'moved'
# expect: b'---ed' b'--' b'a\x00b' wide wi b'---ed'
# expect: SystemError
# expect: 7 7 8 TypeError: 'str' object cannot be interpreted as an integer
# expect: -1 9 1 9
# expect: -1 3
# expect: ('T{<i:x:<i:y:}', 2, (3, 2)) ('<i', 0, ()) TypeError: not a ctypes type or object
# expect: 3 4 None
# expect: OSError OSError: no_such_library.so: cannot open shared object file: No such file or directory
# expect: OSError: no_such_library.so: cannot open shared object file: No such file or directory AttributeError ValueError
# expect: TypeError: expected str, bytes or os.PathLike object, not int 0 256
# expect: True True
# expect: True True True
# expect: True
# expect: 3 4 True [50, 2, 3] c_int(8) 4
# expect: kept ValueError: ctypes objects containing pointers cannot be pickled ValueError: ctypes objects containing pointers cannot be pickled
# expect: 2 1 5
# expect: True
