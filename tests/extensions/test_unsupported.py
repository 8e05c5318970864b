# Functions of the C API that this program has not: the error names the function. CPython has them.
import sys
import unsupported

for function, name in ((unsupported.watch_dict, "PyDict_AddWatcher"), (unsupported.extra_index, "PyUnstable_Eval_RequestCodeExtraIndex"),
                       (unsupported.allocator, "PyMem_SetAllocator")):
    if sys.implementation.name == "cpython":
        print(function())
        continue
    try:
        function()
        print(name, "works")
    except SystemError as e:
        print(None if str(e) == f"{name}() is not supported by tinypy" else e)
print(sys.implementation.name == "cpython" or unsupported.interpreter() == ("tinypy has one interpreter in a process", True, True))

# expect: None
# expect: None
# expect: None
# expect: True
