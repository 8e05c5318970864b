# Prototypes with names, defaults and out parameters; errcheck.
from ctypes import *

libc = CDLL(None)

def attempt(what):
    try:
        result = what()
        return type(result).__name__ if " at 0x" in repr(result) else result
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)

prototype = CFUNCTYPE(c_int, c_int)
f = prototype(("abs", libc), ((1, "number", -7),))
print(f(), f(-2), f(number=-3), attempt(lambda: f(1, 2)), attempt(lambda: f(1, number=2)))
f = prototype(("abs", libc), ((1, "number"),))
print(attempt(f), f(-1), attempt(lambda: f(other=1)))
f = prototype(("abs", libc), ((0,),))
print(attempt(f), f(-1))
f = prototype(("abs", libc), ((5, None, -4),))
print(f())

out = CFUNCTYPE(c_double, c_double, POINTER(c_int))(("frexp", CDLL("libm.so.6")), ((1, "x"), (2, "exponent")))
print(out(8.0), out(x=0.375))
both = CFUNCTYPE(c_long, c_char_p, POINTER(c_char_p), c_int)(("strtol", libc), ((1, "text"), (2, "end"), (1, "base", 10)))
print(both(b"12xyz"), both(b"ff-", base=16))
modf = CFUNCTYPE(c_double, c_double, POINTER(c_double))(("modf", CDLL("libm.so.6")), ((1, "x"), (3, "whole")))
whole = c_double()
print(modf(2.5, byref(whole)) is not None, whole.value)
for flags in (3, ((1,), (2,)), ((2,),), ((8,),), (("x",),), ((1, 5),), (1,)):
    print(attempt(lambda: prototype(("abs", libc), flags)))
print(attempt(lambda: prototype(("abs",))), attempt(lambda: prototype((5.5, libc))), attempt(lambda: prototype(("abs", 5))), attempt(lambda: prototype(("no_such_symbol", libc))).split(":")[0])
print(attempt(lambda: prototype(5.5)), attempt(lambda: prototype(1, 2, 3)))

def check(result, function, arguments):
    if result < 0:
        raise ValueError("negative")
    return arguments if result == 1 else result * 100

f = CFUNCTYPE(c_int, c_int)(("abs", libc))
f.errcheck = check
print(f(-2), f(-1), f.errcheck is check)
g = CFUNCTYPE(c_int, c_int)(lambda n: n)
g.errcheck = check
print(attempt(lambda: g(-5)), g(5))
del g.errcheck
print(g(-5), g.errcheck, attempt(lambda: setattr(g, "errcheck", 5)))
print(attempt(lambda: setattr(g, "restype", 5)), attempt(lambda: setattr(g, "argtypes", [5])), attempt(lambda: setattr(g, "argtypes", 5)))
print(attempt(lambda: f()), attempt(lambda: CFUNCTYPE(c_int, c_int, c_int)(("abs", libc))(1)), attempt(lambda: CFUNCTYPE(5)), attempt(lambda: CFUNCTYPE(c_int, 5)))
print(attempt(lambda: CFUNCTYPE(Structure)(lambda: 1)), attempt(lambda: libc.abs(*[1] * 2000)), attempt(lambda: libc.abs(object())), attempt(lambda: libc.abs(1 << 70)).split(":")[0])
CFuncPtr = CFUNCTYPE(None).__base__
print(attempt(lambda: type("F", (CFuncPtr,), {})), attempt(lambda: CFuncPtr()), attempt(lambda: type("F", (CFuncPtr,), {"_flags_": 1})(len)))
print(repr(libc.abs).startswith("<_FuncPtr object at 0x"))

# expect: 7 2 3 TypeError: call takes exactly 1 arguments (2 given) TypeError: call takes exactly 1 arguments (2 given)
# expect: TypeError: required argument 'number' missing 1 TypeError: required argument 'number' missing
# expect: TypeError: not enough arguments 1
# expect: 4
# expect: 4 -1
# expect: b'xyz' b'-'
# expect: True 2.0
# expect: TypeError: paramflags must be a tuple or None
# expect: ValueError: paramflags must have the same length as argtypes
# expect: TypeError: 'out' parameter 1 must be a pointer type, not c_int
# expect: CFunctionType
# expect: TypeError: paramflags must be a sequence of (int [,string [,value]]) tuples
# expect: TypeError: paramflags must be a sequence of (int [,string [,value]]) tuples
# expect: TypeError: paramflags must be a sequence of (int [,string [,value]]) tuples
# expect: TypeError: illegal func_spec argument TypeError: function name must be string, bytes object or integer AttributeError: 'int' object has no attribute '_handle' AttributeError
# expect: TypeError: argument must be callable or integer function address TypeError: function takes exactly 1 argument (3 given)
# expect: 200 1 True
# expect: ValueError: negative 500
# expect: -5 None TypeError: the errcheck attribute must be callable
# expect: TypeError: restype must be a type, a callable, or None TypeError: item 1 in _argtypes_ has no from_param method TypeError: _argtypes_ must be a sequence of types
# expect: TypeError: this function takes at least 1 argument (0 given) TypeError: this function takes at least 2 arguments (1 given) TypeError: _restype_ must be a type, a callable, or None TypeError: item 1 in _argtypes_ has no from_param method
# expect: TypeError: invalid result type for callback function ArgumentError: too many arguments (2000), maximum is 1024 ArgumentError: argument 1: TypeError: Don't know how to convert parameter 1 ArgumentError
# expect: TypeError: class must define _flags_ which must be an integer TypeError: abstract class TypeError: cannot construct instance of this class: no argtypes
# expect: True
