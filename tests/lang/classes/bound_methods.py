class C:
    def m(self, x=0):
        return self.tag, x


c = C()
c.tag = "t"
bound = c.m
print(bound(5), C.m(c, 6), bound.__self__ is c, bound.__func__ is C.m, bound == c.m, bound is c.m)
C.m = lambda self: "patched"
print(c.m(), bound())
c.m = lambda: "on instance"
print(c.m())

# expect: ('t', 5) ('t', 6) True True True False
# expect: patched ('t', 0)
# expect: on instance
