class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        print("new", name, [b.__name__ for b in bases], kw)
        ns["added"] = len(ns.get("names", ()))
        return super().__new__(mcls, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name)
        super().__init__(name, bases, ns)

    def __call__(cls, *args):
        print("call", args)
        return super().__call__(*args)


class A(metaclass=Meta, option=1):
    names = "ab"

    def __init__(self, x):
        self.x = x


print(A(5).x, A.added, type(A).__name__)


class B(A):
    pass


print(type(B) is Meta)

# expect: new A [] {'option': 1}
# expect: init A
# expect: call (5,)
# expect: 5 2 Meta
# expect: new B ['A'] {}
# expect: init B
# expect: True
