# min-version: 3.13
class P:
    __dict__ = property(lambda self: {'fake': 1})

p = P()
print(p.__getstate__())
p.a = 1
print(p.__getstate__(), p.__dict__)
del p.a
print(p.__getstate__())

class Slots:
    __slots__ = 'a'
    __dict__ = property(lambda self: {'fake': 1})
s = Slots()
print(s.__getstate__())
s.a = 1
print(s.__getstate__())

import copy
q = P()
q.b = 2
print(copy.copy(q).b)

# Exceptions tell of an empty dict.
for make in Exception, OSError, ValueError, lambda: KeyError(1, 2):
    e = make()
    print(e.__reduce__())
    e.x = 1
    print(e.__reduce__())
    del e.x
    print(e.__reduce__())
e = Exception()
e.__dict__
print(e.__reduce__(), copy.copy(e))

# expect: None
# expect: {'a': 1} {'fake': 1}
# expect: None
# expect: None
# expect: (None, {'a': 1})
# expect-error: AttributeError: 'P' object has no attribute 'b'
# status: 1
