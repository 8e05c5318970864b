def f(self):
    return self


class C:
    pass


bound = f.__get__("me", str)
print(bound(), type(bound).__name__, f.__get__(None, C) is f)
print(staticmethod(f).__get__(1, int) is f, classmethod(f).__get__(1, int)() is int)
C.m = f
c = C()
print(c.m() is c)

# expect: me method True
# expect: True True
# expect: True
