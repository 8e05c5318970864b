# Decorators are evaluated in order and called in reverse order, however many there are, and each is released before its call.
import weakref

log = []


class Decorator:
    def __init__(self, n):
        log.append(("made", n))
        self.n = n

    def __call__(self, what):
        log.append(("called", self.n))
        return what


def decorated(n, what):
    space = {"Decorator": Decorator}
    exec("".join("@Decorator(%d)\n" % i for i in range(n)) + what, space)
    return space["f"]


for n in 2, 48, 49, 150:
    for what in "def f(): return 1", "async def f(): pass", "class f: pass":
        log.clear()
        name = decorated(n, what).__name__
        print(n, name, log == [("made", i) for i in range(n)] + [("called", i) for i in reversed(range(n))])

alive = []


class Fails:
    def __init__(self, n):
        self.n = n
        alive.append(weakref.ref(self))

    def __call__(self, what):
        if self.n == 60:
            raise ValueError("decorator 60")
        return what


def lines():
    source = "".join("@Fails(%d)\n" % i for i in range(100)) + "def f(): pass\n"
    try:
        exec(compile(source, "decorators", "exec"), {"Fails": Fails})
    except ValueError as e:
        return e.args, e.__traceback__.tb_next.tb_lineno


print(lines(), sum(ref() is not None for ref in alive))
compile("@a\n" * 20000 + "def f(): pass", "wide", "exec")
compile("@a\n" * 20000 + "class f: pass", "wide", "exec")

# expect: 2 f True
# expect: 2 f True
# expect: 2 f True
# expect: 48 f True
# expect: 48 f True
# expect: 48 f True
# expect: 49 f True
# expect: 49 f True
# expect: 49 f True
# expect: 150 f True
# expect: 150 f True
# expect: 150 f True
# expect: (('decorator 60',), 61) 0
