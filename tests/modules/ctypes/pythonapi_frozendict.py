# Functions of the C API for dicts read a frozendict, and do not change it.
# min-version: 3.15
import ctypes

OBJECT, SIZE = ctypes.py_object, ctypes.c_ssize_t


def function(name, result, *arguments):
    found = getattr(ctypes.pythonapi, name)
    found.restype, found.argtypes = result, arguments
    return found


def show(name, result, *arguments):
    kinds = [ctypes.c_int if isinstance(each, int) else ctypes.c_char_p if isinstance(each, bytes) else OBJECT for each in arguments]
    call = function(name, result, *kinds)
    try:
        print(name, call(*arguments))
    except Exception as error:
        print(name, type(error).__name__, error)


class Derived(frozendict):
    pass


def read(dict):
    show("PyDict_Size", SIZE, dict)
    for key in ("a", "b"):
        show("PyDict_Contains", ctypes.c_int, dict, key)
    show("PyDict_ContainsString", ctypes.c_int, dict, b"a")
    show("PyDict_GetItemWithError", OBJECT, dict, "a")
    show("PyDict_GetItem", OBJECT, dict, "a")
    show("PyDict_GetItemString", OBJECT, dict, b"a")
    show("PyDict_GetItemWithError", OBJECT, dict, [])
    for name in ("Keys", "Values", "Items"):
        show("PyDict_" + name, OBJECT, dict)
    at, key, value = SIZE(0), OBJECT(), OBJECT()
    step = function("PyDict_Next", ctypes.c_int, OBJECT, ctypes.POINTER(SIZE), ctypes.POINTER(OBJECT), ctypes.POINTER(OBJECT))
    while step(dict, at, key, value):
        print(key.value, value.value)


def change(dict):
    show("PyDict_SetItem", ctypes.c_int, dict, "a", "x")
    show("PyDict_SetItemString", ctypes.c_int, dict, b"a", "x")
    show("PyDict_DelItem", ctypes.c_int, dict, "a")
    show("PyDict_DelItemString", ctypes.c_int, dict, b"a")
    show("PyDict_SetDefault", OBJECT, dict, "z", "x")
    show("PyDict_Merge", ctypes.c_int, dict, {}, 1)
    show("PyDict_Update", ctypes.c_int, dict, {})
    show("PyDict_Clear", None, dict)
    print(dict)


for given in (frozendict(a=1, c=2), Derived(a=1, c=2)):
    read(given)
    change(given)
    taken = {"a": 0}
    show("PyDict_Merge", ctypes.c_int, taken, given, 0)
    print(taken)
    show("PyDict_Update", ctypes.c_int, taken, given)
    print(taken)
    show("PyObject_Call", OBJECT, dict, (), given)
    show("PyMapping_Keys", OBJECT, given)
    show("PyDictProxy_New", OBJECT, given)
flags = function("PyCFunction_GetFlags", ctypes.c_int, OBJECT)
print(all(flags(each) & 0xFF for each in (len, getattr, print, [].append, dict.fromkeys)))

# expect: PyDict_Size 2
# expect: PyDict_Contains 1
# expect: PyDict_Contains 0
# expect: PyDict_ContainsString 1
# expect: PyDict_GetItemWithError 1
# expect: PyDict_GetItem 1
# expect: PyDict_GetItemString 1
# expect: PyDict_GetItemWithError TypeError cannot use 'list' as a frozendict key (unhashable type: 'list')
# expect: PyDict_Keys ['a', 'c']
# expect: PyDict_Values [1, 2]
# expect: PyDict_Items [('a', 1), ('c', 2)]
# expect: a 1
# expect: c 2
# expect: PyDict_SetItem TypeError frozendict object does not support item assignment
# expect: PyDict_SetItemString TypeError frozendict object does not support item assignment
# expect: PyDict_DelItem TypeError frozendict object does not support item deletion
# expect: PyDict_DelItemString TypeError frozendict object does not support item deletion
# expect: PyDict_SetDefault TypeError frozendict object does not support item assignment
# expect: PyDict_Merge TypeError frozendict object does not support item assignment
# expect: PyDict_Update TypeError frozendict object does not support item assignment
# expect: PyDict_Clear None
# expect: frozendict({'a': 1, 'c': 2})
# expect: PyDict_Merge 0
# expect: {'a': 0, 'c': 2}
# expect: PyDict_Update 0
# expect: {'a': 1, 'c': 2}
# expect: PyObject_Call {'a': 1, 'c': 2}
# expect: PyMapping_Keys ['a', 'c']
# expect: PyDictProxy_New frozendict({'a': 1, 'c': 2})
# expect: PyDict_Size 2
# expect: PyDict_Contains 1
# expect: PyDict_Contains 0
# expect: PyDict_ContainsString 1
# expect: PyDict_GetItemWithError 1
# expect: PyDict_GetItem 1
# expect: PyDict_GetItemString 1
# expect: PyDict_GetItemWithError TypeError cannot use 'list' as a frozendict key (unhashable type: 'list')
# expect: PyDict_Keys ['a', 'c']
# expect: PyDict_Values [1, 2]
# expect: PyDict_Items [('a', 1), ('c', 2)]
# expect: a 1
# expect: c 2
# expect: PyDict_SetItem TypeError frozendict object does not support item assignment
# expect: PyDict_SetItemString TypeError frozendict object does not support item assignment
# expect: PyDict_DelItem TypeError frozendict object does not support item deletion
# expect: PyDict_DelItemString TypeError frozendict object does not support item deletion
# expect: PyDict_SetDefault TypeError frozendict object does not support item assignment
# expect: PyDict_Merge TypeError frozendict object does not support item assignment
# expect: PyDict_Update TypeError frozendict object does not support item assignment
# expect: PyDict_Clear None
# expect: Derived({'a': 1, 'c': 2})
# expect: PyDict_Merge 0
# expect: {'a': 0, 'c': 2}
# expect: PyDict_Update 0
# expect: {'a': 1, 'c': 2}
# expect: PyObject_Call {'a': 1, 'c': 2}
# expect: PyMapping_Keys ['a', 'c']
# expect: PyDictProxy_New Derived({'a': 1, 'c': 2})
# expect: True
