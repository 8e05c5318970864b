# getattr() on modules, on instances of a subclass of their class, and on values without attributes of their own.
import os
import types


def look(o, n, *d):
    try:
        return getattr(o, n, *d)
    except AttributeError as e:
        return str(e), e.name, e.obj is o


m = types.ModuleType('m')
m.x = 1
for n in ('x','absent','__dict__','__name__','__class__'):
    print(look(m, n), look(m, n, 0), hasattr(m, n))
m.__getattr__ = lambda n: 'hook '+n
print(look(m,'absent'), look(m,'x'), hasattr(m,'q'))
class M(types.ModuleType):
    @property
    def p(self): return 'p'
    v = 5
m2 = M('m2')
print(look(m2,'p'), look(m2,'v'), look(m2,'absent'))
m2.v = 6
print(look(m2, 'v'))
print(look(os,'getcwd') is os.getcwd, look(5,'real'), look(5,'nope'), look(None,'nope'), look(int,'nope'), look(None,'x',3))


class Key:
    def __hash__(self):
        return hash('absent')

    def __eq__(self, other):
        raise ValueError(other)


del m.__getattr__
m.__dict__[Key()] = 1
for get in (getattr, lambda o, n: getattr(o, n, 'default'), hasattr):
    try:
        print(get(m, 'absent'))
    except ValueError as e:
        print('ValueError', e)

# expect: 1 1 True
# expect: ("module 'm' has no attribute 'absent'", 'absent', True) 0 False
# expect: {'__name__': 'm', '__doc__': None, '__package__': None, '__loader__': None, '__spec__': None, 'x': 1} {'__name__': 'm', '__doc__': None, '__package__': None, '__loader__': None, '__spec__': None, 'x': 1} True
# expect: m m True
# expect: <class 'module'> <class 'module'> True
# expect: hook absent 1 True
# expect: p 5 ("module 'm2' has no attribute 'absent'", 'absent', True)
# expect: 6
# expect: True 5 ("'int' object has no attribute 'nope'", 'nope', True) ("'NoneType' object has no attribute 'nope'", 'nope', True) ("type object 'int' has no attribute 'nope'", 'nope', True) 3
# expect: ValueError absent
# expect: ValueError absent
# expect: ValueError absent
