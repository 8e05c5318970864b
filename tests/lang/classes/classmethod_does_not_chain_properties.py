class C:
    @classmethod
    def f(cls): return cls.__name__
    p = property(lambda self: "p")
print(C.f(), C.f.__func__.__name__, C.__dict__["f"].__wrapped__.__name__, C().p)

# expect: C f f p
