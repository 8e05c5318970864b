class C:
    def m(self, a):
        pass

    @staticmethod
    def s(a):
        pass

    @classmethod
    def c(cls):
        pass

    def no_self():
        pass


for call in ["C().m()", "C().m(1, 2)", "C.m()", "C.s()", "C.c(1)", "C().no_self()", "C(1)"]:
    try:
        eval(call)
    except TypeError as error:
        print(error)

# expect: C.m() missing 1 required positional argument: 'a'
# expect: C.m() takes 2 positional arguments but 3 were given
# expect: C.m() missing 2 required positional arguments: 'self' and 'a'
# expect: C.s() missing 1 required positional argument: 'a'
# expect: C.c() takes 1 positional argument but 2 were given
# expect: C.no_self() takes 0 positional arguments but 1 was given
# expect: C() takes no arguments
