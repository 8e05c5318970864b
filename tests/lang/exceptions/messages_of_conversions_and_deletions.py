import types

def attempt(f, *args):
    try:
        f(*args)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)

class ReprOfInt:
    def __repr__(self): return 1
class StrOfInt:
    def __str__(self): return 1

attempt(str, ReprOfInt())
attempt(repr, ReprOfInt())
attempt('{}'.format, ReprOfInt())
attempt(lambda: f'{ReprOfInt()}')
attempt(str, StrOfInt())
attempt(bytearray, int)
attempt(bytes, int)
attempt(bytearray, 2.5)

m = types.ModuleType('m')
attempt(delattr, m, 'g')
attempt(getattr, m, 'g')
class M(types.ModuleType): pass
attempt(delattr, M('n'), 'g')
class C: pass
attempt(delattr, C(), 'g')
attempt(delattr, C, 'g')

# expect-before-3.15: TypeError __str__ returned non-string (type int)
# expect-before-3.15: TypeError __repr__ returned non-string (type int)
# expect-before-3.15: TypeError __str__ returned non-string (type int)
# expect-before-3.15: TypeError __str__ returned non-string (type int)
# expect-before-3.15: TypeError __str__ returned non-string (type int)
# expect-since-3.15: TypeError ReprOfInt.__str__() must return a str, not int
# expect-since-3.15: TypeError ReprOfInt.__repr__() must return a str, not int
# expect-since-3.15: TypeError ReprOfInt.__str__() must return a str, not int
# expect-since-3.15: TypeError ReprOfInt.__str__() must return a str, not int
# expect-since-3.15: TypeError StrOfInt.__str__() must return a str, not int
# expect: TypeError cannot convert 'type' object to bytearray
# expect: TypeError cannot convert 'type' object to bytes
# expect: TypeError cannot convert 'float' object to bytearray
# expect: AttributeError 'module' object has no attribute 'g'
# expect: AttributeError module 'm' has no attribute 'g'
# expect: AttributeError 'M' object has no attribute 'g'
# expect: AttributeError 'C' object has no attribute 'g'
# expect: AttributeError type object 'C' has no attribute 'g'
