class Named(map):
    def __init__(self, function, iterable, *, name=None):
        self.name = name


m = Named(abs, [-1], name="n")
print(m.name, list(m))
try:
    map(abs, [1], name=1)
except TypeError as e:
    print(type(e).__name__)


class Plain(map):
    pass


try:
    Plain(abs, [1], name=1)
except TypeError as e:
    print(type(e).__name__)

# expect: n [1]
# expect: TypeError
# expect: TypeError
