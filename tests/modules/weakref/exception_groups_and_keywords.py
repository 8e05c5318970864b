import weakref

g = ExceptionGroup('g', [KeyError()])
b = BaseExceptionGroup('b', [KeyboardInterrupt()])
r = weakref.ref(g)
print(r() is g, weakref.getweakrefcount(g), len(weakref.WeakSet([g])))
for e in KeyError(), b:
    try:
        weakref.ref(e)
    except TypeError as e:
        print(e)

class Target: pass
class W(weakref.ref): pass
class WithInit(weakref.ref):
    def __init__(self, *args, **keywords): self.keywords = keywords
class WithNew(weakref.ref):
    def __new__(cls, *args, **keywords): return super().__new__(cls, *args)

t = Target()
def attempt(f, *args, **keywords):
    try:
        print(type(f(*args, **keywords)).__name__)
    except TypeError as e:
        print(e)

attempt(W, t)
attempt(W, t, obj=1)
attempt(WithInit, t, obj=1)
attempt(WithNew, t, obj=1)
attempt(weakref.ref.__init__, weakref.ref(t), t, x=1)
attempt(weakref.ref.__init__, weakref.ref(t), t)

# expect: True 1 1
# expect: cannot create weak reference to 'KeyError' object
# expect: cannot create weak reference to 'BaseExceptionGroup' object
# expect: W
# expect: ref() takes no keyword arguments
# expect: WithInit
# expect: ref() takes no keyword arguments
# expect: ref() takes no keyword arguments
# expect: NoneType
