# Functions of the C API that programs call through ctypes.pythonapi: objects go in and out as py_object, errors come out as exceptions.
import ctypes
from ctypes import POINTER, byref, c_char_p, c_double, c_int, c_long, c_size_t, c_ssize_t, c_void_p, py_object

api = ctypes.pythonapi


def declare(name, result, *parameters):
    function = getattr(api, name)
    function.restype, function.argtypes = result, parameters
    return function


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# ---- objects
for name, argument in (("PyObject_Repr", "a'b"), ("PyObject_Str", 1.5), ("PyObject_ASCII", "ä"), ("PyObject_Type", 3), ("PyObject_Bytes", b"x"), ("PyObject_Dir", int)):
    result = declare(name, py_object, py_object)(argument)
    print(name, len(result) > 50 if name == "PyObject_Dir" else result)
print(declare("PyObject_IsTrue", c_int, py_object)([]), declare("PyObject_Not", c_int, py_object)([]))
print(declare("PyObject_Hash", c_ssize_t, py_object)(5), attempt(api.PyObject_Hash, py_object([])))
print(declare("PyObject_RichCompare", py_object, py_object, py_object, c_int)(1, 2, 0), declare("PyObject_RichCompareBool", c_int, py_object, py_object, c_int)(2, 2, 2))
print(declare("PyObject_IsInstance", c_int, py_object, py_object)(True, int), declare("PyObject_IsSubclass", c_int, py_object, py_object)(int, bool))
print(declare("PyObject_Size", c_ssize_t, py_object)("abc"), attempt(api.PyObject_Size, py_object(5)))


class Thing:
    kind = "thing"


thing = Thing()
print(declare("PyObject_SetAttrString", c_int, py_object, c_char_p, py_object)(thing, b"a", [1]), thing.a)
print(declare("PyObject_GetAttrString", py_object, py_object, c_char_p)(thing, b"a"), declare("PyObject_HasAttrString", c_int, py_object, c_char_p)(thing, b"b"))
print(declare("PyObject_GenericSetAttr", c_int, py_object, py_object, py_object)(thing, "b", 2), declare("PyObject_GenericGetAttr", py_object, py_object, py_object)(thing, "b"))
print(attempt(declare("PyObject_GetAttr", py_object, py_object, py_object), thing, "absent"))
print(declare("PyObject_SetItem", c_int, py_object, py_object, py_object)(d := {}, "k", "v"), d, declare("PyObject_GetItem", py_object, py_object, py_object)(d, "k"))
print(declare("PyObject_DelItem", c_int, py_object, py_object)(d, "k"), d, attempt(api.PyObject_DelItem, d, "k"))
print(declare("PyObject_Format", py_object, py_object, py_object)(255, "x"), next(declare("PyObject_GetIter", py_object, py_object)([7])))
references = [Thing()]
declare("Py_IncRef", None, py_object)(references), declare("Py_DecRef", None, py_object)(references)
print(len(references))

# ---- calls
print(declare("PyObject_Call", py_object, py_object, py_object, py_object)(dict, ([("a", 1)],), {"b": 2}))
print(declare("PyObject_CallObject", py_object, py_object, py_object)(max, (3, 9)), declare("PyCallable_Check", c_int, py_object)(print))
print(declare("PyObject_CallNoArgs", py_object, py_object)(list), declare("PyObject_CallOneArg", py_object, py_object, py_object)(len, "four"))
print(attempt(api.PyObject_CallOneArg, int, "x"), attempt(api.PyObject_CallNoArgs, 5))
api.PyObject_CallFunctionObjArgs.restype = py_object
print(api.PyObject_CallFunctionObjArgs(py_object(pow), py_object(2), py_object(5), c_void_p()))
api.PyObject_CallMethodObjArgs.restype = py_object
print(api.PyObject_CallMethodObjArgs(py_object("a-b"), py_object("split"), py_object("-"), c_void_p()))

# ---- numbers
print(declare("PyLong_FromLong", py_object, c_long)(-3), declare("PyLong_AsLong", c_long, py_object)(2**62), attempt(api.PyLong_AsLong, 2**70))
print(attempt(declare("PyLong_AsUnsignedLongLong", ctypes.c_ulonglong, py_object), 2**64 - 1), attempt(api.PyLong_AsUnsignedLongLong, -1).partition(":")[0])
print(declare("PyLong_FromString", py_object, c_char_p, c_void_p, c_int)(b"ff", None, 16), declare("PyLong_FromUnsignedLongLong", py_object, ctypes.c_ulonglong)(2**64 - 1))
print(declare("PyFloat_FromDouble", py_object, c_double)(0.25), declare("PyFloat_AsDouble", c_double, py_object)(3), declare("PyBool_FromLong", py_object, c_long)(2))
print(declare("PyComplex_FromDoubles", py_object, c_double, c_double)(1.0, 2.0), declare("PyNumber_Index", py_object, py_object)(True))
for name, operands in (("Add", "ab"), ("Subtract", (5, 3)), ("Multiply", (2.0, 4)), ("TrueDivide", (1, 4)), ("FloorDivide", (7, 2)), ("Remainder", (7, 4)), ("Divmod", (7, 4)),
                       ("Lshift", (1, 8)), ("Rshift", (8, 1)), ("And", (6, 3)), ("Or", (6, 3)), ("Xor", (6, 3)), ("InPlaceAdd", ([1], [2]))):
    print(name, declare("PyNumber_" + name, py_object, py_object, py_object)(*operands), end="; ")
print(declare("PyNumber_Power", py_object, py_object, py_object, py_object)(2, 10, 1000), declare("PyNumber_Negative", py_object, py_object)(4))
print(attempt(api.PyNumber_Add, 1, "a"))

# ---- text
print(declare("PyUnicode_FromString", py_object, c_char_p)("grün".encode()), declare("PyUnicode_FromStringAndSize", py_object, c_char_p, c_ssize_t)(b"abcdef", 3))
utf8 = declare("PyUnicode_AsUTF8", c_char_p, py_object)
print(utf8("plain"), utf8("grün €"), attempt(utf8, "\ud800").partition(":")[0], attempt(utf8, b"x").partition(":")[0])
size = c_ssize_t()
print(declare("PyUnicode_AsUTF8AndSize", c_char_p, py_object, c_void_p)("grün", byref(size)), size.value)
print(declare("PyUnicode_GetLength", c_ssize_t, py_object)("grün"), declare("PyUnicode_Concat", py_object, py_object, py_object)("a", "b"))
print(declare("PyUnicode_AsEncodedString", py_object, py_object, c_char_p, c_char_p)("ä", b"latin-1", None), declare("PyUnicode_Join", py_object, py_object, py_object)("-", ["a", "b"]))
print(declare("PyBytes_FromStringAndSize", py_object, c_char_p, c_ssize_t)(b"a\0b", 3), declare("PyBytes_Size", c_ssize_t, py_object)(b"abc"))
print(declare("PyBytes_AsString", c_char_p, py_object)(b"bytes"), declare("PyByteArray_AsString", c_char_p, py_object)(bytearray(b"array")), api.PyByteArray_AsString(bytearray()))

# ---- containers
print(declare("PyList_New", py_object, c_ssize_t)(0), declare("PyTuple_New", py_object, c_ssize_t)(0), declare("PyDict_New", py_object)())
numbers = [3, 1, 2]
print(declare("PyList_Append", c_int, py_object, py_object)(numbers, 0), declare("PyList_Sort", c_int, py_object)(numbers), numbers, declare("PyList_AsTuple", py_object, py_object)(numbers))
print(declare("PyList_Size", c_ssize_t, py_object)(numbers), attempt(api.PyList_Size, py_object(())).partition(":")[0], declare("PyTuple_Size", c_ssize_t, py_object)((1, 2)))
key, item, position = py_object(), py_object(), c_ssize_t(0)
pairs = []
following = declare("PyDict_Next", c_int, py_object, POINTER(c_ssize_t), POINTER(py_object), POINTER(py_object))
table = {"a": [1], "b": [2]}
kept = []
while following(table, byref(position), byref(key), byref(item)):
    pairs.append((key.value, item.value))
print(pairs)
print(declare("PyDict_SetItemString", c_int, py_object, c_char_p, py_object)(table, b"c", 3), declare("PyDict_Contains", c_int, py_object, py_object)(table, "c"), declare("PyDict_Size", c_ssize_t, py_object)(table))
print(declare("PyDict_Keys", py_object, py_object)(table), declare("PyDict_Copy", py_object, py_object)(table) == table, attempt(declare("PyDict_DelItem", c_int, py_object, py_object), table, "z"))
print(sorted(declare("PySet_New", py_object, py_object)("ab")), declare("PySet_Contains", c_int, py_object, py_object)({1}, 1), declare("PySequence_List", py_object, py_object)("xy"))
print(declare("PyMapping_Keys", py_object, py_object)({"k": 1}), declare("PySequence_GetItem", py_object, py_object, c_ssize_t)("xyz", -1), declare("PySequence_Index", c_ssize_t, py_object, py_object)("xyz", "z"))
print(declare("PyDictProxy_New", py_object, py_object)({"a": 1}), type(api.PyDictProxy_New({})).__name__)

# ---- classes
cell = declare("PyCell_New", py_object, py_object)(5)
print(cell.cell_contents, declare("PyCell_Set", c_int, py_object, py_object)(cell, 6), declare("PyCell_Get", py_object, py_object)(cell))


class Host:
    pass


Host.bound = declare("PyInstanceMethod_New", py_object, py_object)(lambda self, x: (type(self).__name__, x))
Host.plain = declare("PyStaticMethod_New", py_object, py_object)(lambda x: x)
print(Host().bound(1), Host().plain(2), type(Host.__dict__["bound"]).__name__)
print(declare("PyMethod_New", py_object, py_object, py_object)(len, "four")())
print(declare("PyType_IsSubtype", c_int, py_object, py_object)(bool, int), declare("PyType_Modified", None, py_object)(Host))

# ---- errors
print(attempt(declare("PyErr_SetString", None, py_object, c_char_p), ValueError, b"text"), attempt(declare("PyErr_SetNone", None, py_object), KeyError), sep="; ")
print(attempt(declare("PyErr_SetObject", None, py_object, py_object), OSError, (2, "gone")), declare("PyErr_Occurred", c_void_p)(), declare("PyErr_Clear", None)())
print(attempt(declare("PyErr_NoMemory", py_object)), declare("PyErr_CheckSignals", c_int)(), attempt(declare("PyErr_BadArgument", c_int)), sep="; ")
print(declare("PyErr_GivenExceptionMatches", c_int, py_object, py_object)(KeyError(), LookupError), py_object.in_dll(api, "PyExc_ValueError").value)

# ---- the interpreter
print(declare("Py_IsInitialized", c_int)(), declare("Py_GetVersion", c_char_p)().decode().split()[0].startswith("3."), declare("Py_GetPlatform", c_char_p)())
print(declare("PyImport_ImportModule", py_object, c_char_p)(b"collections.abc").__name__, attempt(api.PyImport_ImportModule, b"no_such_module"))
print(declare("PyRun_SimpleString", c_int, c_char_p)(b"made_by_c = 6 * 7"), made_by_c)
print(declare("PyRun_String", py_object, c_char_p, c_int, py_object, py_object)(b"a + 1", 258, {"a": 1}, {}), attempt(api.PyRun_String, b"(", 258, {}, {}).partition(":")[0])
print(declare("PySys_SetObject", c_int, c_char_p, py_object)(b"made_by_c", 1), __import__("sys").made_by_c, declare("PyFrame_LocalsToFast", None, py_object, c_int)(__import__("sys")._getframe(), 0))
print(hasattr(api, "PyNo_SuchFunction"))

# The int 0 has a word of its own for C.
print(api.PyLong_FromLong(0), declare("PyNumber_Add", py_object, py_object, py_object)(1, -1), declare("PyNumber_Negative", py_object, py_object)(0))

# expect: PyObject_Repr "a'b"
# expect: PyObject_Str 1.5
# expect: PyObject_ASCII '\xe4'
# expect: PyObject_Type <class 'int'>
# expect: PyObject_Bytes b'x'
# expect: PyObject_Dir True
# expect: 0 1
# expect: 5 TypeError: unhashable type: 'list'
# expect: True 1
# expect: 1 0
# expect: 3 TypeError: object of type 'int' has no len()
# expect: 0 [1]
# expect: [1] 0
# expect: 0 2
# expect: AttributeError: 'Thing' object has no attribute 'absent'
# expect: 0 {'k': 'v'} v
# expect: 0 {} KeyError: 'k'
# expect: ff 7
# expect: 1
# expect: {'a': 1, 'b': 2}
# expect: 9 1
# expect: [] 4
# expect: ValueError: invalid literal for int() with base 10: 'x' TypeError: 'int' object is not callable
# expect: 32
# expect: ['a', 'b']
# expect: -3 4611686018427387904 OverflowError: Python int too large to convert to C long
# expect: 18446744073709551615 OverflowError
# expect: 255 18446744073709551615
# expect: 0.25 3.0 True
# expect: (1+2j) 1
# expect: Add ab; Subtract 2; Multiply 8.0; TrueDivide 0.25; FloorDivide 3; Remainder 3; Divmod (1, 3); Lshift 256; Rshift 4; And 2; Or 7; Xor 5; InPlaceAdd [1, 2]; 24 -4
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
# expect: grün abc
# expect: b'plain' b'gr\xc3\xbcn \xe2\x82\xac' UnicodeEncodeError TypeError
# expect: b'gr\xc3\xbcn' 5
# expect: 4 ab
# expect: b'\xe4' a-b
# expect: b'a\x00b' 3
# expect: b'bytes' b'array' b''
# expect: [] () {}
# expect: 0 0 [0, 1, 2, 3] (0, 1, 2, 3)
# expect: 4 SystemError 2
# expect: [('a', [1]), ('b', [2])]
# expect: 0 1 3
# expect: ['a', 'b', 'c'] True KeyError: 'z'
# expect: ['a', 'b'] 1 ['x', 'y']
# expect: ['k'] z 2
# expect: {'a': 1} mappingproxy
# expect: 5 0 6
# expect: ('Host', 1) 2 instancemethod
# expect: 4
# expect: 1 None
# expect: ValueError: text; KeyError: 
# expect: FileNotFoundError: [Errno 2] gone None None
# expect: MemoryError: ; 0; TypeError: bad argument type for built-in operation
# expect: 1 <class 'ValueError'>
# expect: 1 True b'linux'
# expect: collections.abc ModuleNotFoundError: No module named 'no_such_module'
# expect: 0 42
# expect: 2 SyntaxError
# expect: 0 1 None
# expect: False
# expect: 0 0 0
