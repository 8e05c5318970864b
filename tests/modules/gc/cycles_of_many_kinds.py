import gc
import weakref


class C:
    pass


def through_list():
    c = C()
    c.items = [c]
    return weakref.ref(c)


def through_closure():
    c = C()
    c.f = lambda: c
    return weakref.ref(c)


def through_generator():
    c = C()

    def g():
        yield c
    c.g = g()
    next(c.g)
    return weakref.ref(c)


def through_exception():
    c = C()
    try:
        raise ValueError(c)
    except ValueError as e:
        c.error = e
    return weakref.ref(c)


def through_method():
    c = C()
    c.m = c.__init__
    return weakref.ref(c)


def through_class():
    class Local(C):
        pass
    Local.instance = Local()
    return weakref.ref(Local)


refs = [f() for f in (through_list, through_closure, through_generator, through_exception, through_method, through_class)]
gc.collect()
print([r() is None for r in refs])

# expect: [True, True, True, True, True, True]
