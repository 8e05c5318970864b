import weakref

for base in (str, int, bytes, tuple, float, list, set, complex):
    class Sub(base): pass
    value = Sub()
    try:
        ref = weakref.ref(value, lambda ref: print("gone"))
    except TypeError as error:
        print(error)
        continue
    print(base.__name__, ref() is value)
    del value
    print(ref())

# expect: str True
# expect: gone
# expect: None
# expect: cannot create weak reference to 'Sub' object
# expect: cannot create weak reference to 'Sub' object
# expect: cannot create weak reference to 'Sub' object
# expect: float True
# expect: gone
# expect: None
# expect: list True
# expect: gone
# expect: None
# expect: set True
# expect: gone
# expect: None
# expect: complex True
# expect: gone
# expect: None
