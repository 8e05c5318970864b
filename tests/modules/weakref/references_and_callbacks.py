import weakref


class C:
    pass


c = C()
r = weakref.ref(c, lambda ref: print("dead"))
print(r() is c, weakref.ref(c) is weakref.ref(c), r == weakref.ref(c), weakref.getweakrefcount(c))
del c
print(r())
d = C()
d.x = 5
p = weakref.proxy(d)
print(p.x, isinstance(p, C))
del d
try:
    p.x
except ReferenceError as error:
    print(error)
for value in (5, "s", None, (), []):
    try:
        weakref.ref(value)
    except TypeError as error:
        print(error)

# expect: True True True 1
# expect: dead
# expect: None
# expect: 5 True
# expect: weakly-referenced object no longer exists
# expect: cannot create weak reference to 'int' object
# expect: cannot create weak reference to 'str' object
# expect: cannot create weak reference to 'NoneType' object
# expect: cannot create weak reference to 'tuple' object
# expect: cannot create weak reference to 'list' object
