# min-version: 3.13
def attempt(f, *args, **keywords):
    try:
        print(f(*args, **keywords))
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)

attempt(object.__subclasshook__, int)
attempt(object.__subclasshook__)
attempt(object.__subclasshook__, func=1)
attempt(object.__subclasshook__, 1, 2, 3)

attempt(property().__set_name__, int, 'x')
attempt(property().__set_name__, int, 'x', fget=1)
attempt(property().__set_name__, int)

attempt(memoryview(b'').__buffer__, None)
attempt(bytearray().__buffer__, 'x')
attempt(bytearray().__buffer__, 2.5)
attempt(bytearray().__buffer__, 1 << 40)
attempt(bytearray().__buffer__, 1 << 70)
print(bytes(bytearray(b'abc').__buffer__(0)))
class B(bytearray):
    def __buffer__(self, flags): return super().__buffer__(flags)
print(bytes(memoryview(B(b'abc'))))

# Fewer parameters than defaults.
def f(a, b): pass
def g(): pass
f.__defaults__ = (1, 2)
f.__code__ = g.__code__
attempt(f, 1, 2, 3)

# expect: NotImplemented
# expect: TypeError object.__subclasshook__() takes exactly one argument (0 given)
# expect: TypeError object.__subclasshook__() takes no keyword arguments
# expect: TypeError object.__subclasshook__() takes exactly one argument (3 given)
# expect: None
# expect: TypeError __set_name__() takes no keyword arguments
# expect: TypeError __set_name__() takes 2 positional arguments but 1 were given
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: OverflowError buffer flags too large
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: b'abc'
# expect: b'abc'
# expect: TypeError f() takes from -2 to 0 positional arguments but 3 were given
