# Functions of the C API that stand for an operation of str tell the class of what is no str.
# min-version: 3.13
import ctypes


def show(name, result, *arguments):
    function = getattr(ctypes.pythonapi, name)
    function.restype = result
    function.argtypes = [ctypes.c_int if isinstance(each, int) else ctypes.py_object for each in arguments]
    try:
        print(name, function(*arguments))
    except Exception as error:
        print(name, type(error).__name__, error)


for a, b in (("a", "b"), (None, "a"), ("a", None), (b"a", "a"), ("a", 1.5)):
    show("PyUnicode_Concat", ctypes.py_object, a, b)
    show("PyUnicode_Contains", ctypes.c_int, a, b)
    show("PyUnicode_Compare", ctypes.c_int, a, b)
    show("PyUnicode_Join", ctypes.py_object, a, ["x", "y"])
    show("PyUnicode_Format", ctypes.py_object, a, ())

# expect: PyUnicode_Concat ab
# expect: PyUnicode_Contains 0
# expect: PyUnicode_Compare -1
# expect: PyUnicode_Join xay
# expect: PyUnicode_Format a
# expect: PyUnicode_Concat TypeError must be str, not NoneType
# expect: PyUnicode_Contains TypeError must be str, not NoneType
# expect: PyUnicode_Compare TypeError Can't compare NoneType and str
# expect: PyUnicode_Join TypeError separator: expected str instance, NoneType found
# expect: PyUnicode_Format TypeError must be str, not NoneType
# expect: PyUnicode_Concat TypeError can only concatenate str (not "NoneType") to str
# expect: PyUnicode_Contains TypeError 'in <string>' requires string as left operand, not NoneType
# expect: PyUnicode_Compare TypeError Can't compare str and NoneType
# expect: PyUnicode_Join xay
# expect: PyUnicode_Format a
# expect: PyUnicode_Concat TypeError must be str, not bytes
# expect: PyUnicode_Contains TypeError must be str, not bytes
# expect: PyUnicode_Compare TypeError Can't compare bytes and str
# expect: PyUnicode_Join TypeError separator: expected str instance, bytes found
# expect: PyUnicode_Format TypeError must be str, not bytes
# expect: PyUnicode_Concat TypeError can only concatenate str (not "float") to str
# expect: PyUnicode_Contains TypeError 'in <string>' requires string as left operand, not float
# expect: PyUnicode_Compare TypeError Can't compare str and float
# expect: PyUnicode_Join xay
# expect: PyUnicode_Format a
