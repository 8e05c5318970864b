# Exceptions whose class has an __init__ of its own keep the arguments of the call, whatever __init__ does with them.
import pickle


class Coded(Exception):
    def __init__(self, code, text="none"):
        self.code = code
        if code > 1:
            super().__init__(text)


class Lookup(KeyError):
    def __init__(self, *parts):
        self.parts = parts


class Stops(StopIteration):
    def __init__(self, value):
        self.note = value


class Bad(Exception):
    def __init__(self):
        return 1


class Refuses(Exception):
    def __init__(self, n):
        raise ValueError(n)


def caught(make, *arguments):
    try:
        raise make(*arguments)
    except Exception as error:
        return type(error).__name__, error.args, str(error), sorted(vars(error))


def three(make, n):
    return [caught(make, n) for _ in range(3)]


for n in range(3):
    print(three(Coded, n))
print(caught(Coded, 2, "text"), caught(Lookup), caught(Lookup, 1, 2), caught(Lookup, "one"))
print(three(Stops, 5)[2], Stops(7).value)
print(caught(Bad), caught(Refuses, 3), caught(Coded))
print(pickle.loads(pickle.dumps(Lookup(1, 2))).args, Coded(0).args, Coded(code=1).args)

# expect: [('Coded', (0,), '0', ['code']), ('Coded', (0,), '0', ['code']), ('Coded', (0,), '0', ['code'])]
# expect: [('Coded', (1,), '1', ['code']), ('Coded', (1,), '1', ['code']), ('Coded', (1,), '1', ['code'])]
# expect: [('Coded', ('none',), 'none', ['code']), ('Coded', ('none',), 'none', ['code']), ('Coded', ('none',), 'none', ['code'])]
# expect: ('Coded', ('text',), 'text', ['code']) ('Lookup', (), '', ['parts']) ('Lookup', (1, 2), '(1, 2)', ['parts']) ('Lookup', ('one',), "'one'", ['parts'])
# expect: ('Stops', (5,), '5', ['note']) None
# expect: ('TypeError', ("__init__() should return None, not 'int'",), "__init__() should return None, not 'int'", []) ('ValueError', (3,), '3', []) ('TypeError', ("Coded.__init__() missing 1 required positional argument: 'code'",), "Coded.__init__() missing 1 required positional argument: 'code'", [])
# expect: (1, 2) (0,) ()
