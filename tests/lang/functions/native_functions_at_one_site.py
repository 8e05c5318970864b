# A call site that has settled on a native function or method stays right when it meets another one, a Python function, another
# number of items, a subclass, or when the name is shadowed.
import builtins


class Sized:
    def __len__(self):
        return 42


class Bad:
    def __len__(self):
        return -1


class Stack(list):
    def append(self, item):
        list.append(self, ("stacked", item))


class Plain(list):
    pass


class Sink:
    def append(self, item):
        return "swallowed %r" % (item,)


def size(x):
    return len(x)


def push(x, item):
    return x.append(item)


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__, str(e)


for _ in range(20):
    sizes = [size(x) for x in ([1, 2], (), "abc", {1: 2}, {1, 2, 3}, b"xy", Sized(), range(5))]
print(sizes)
print(attempt(size, 3), attempt(size, Bad()))

for _ in range(20):
    items = []
    results = [push(x, 1) for x in (items, Plain(), Stack(), Sink(), bytearray(), items)]
print(results, items)
stack, plain = Stack(), Plain()
push(stack, 5)
push(plain, 6)
print(stack, plain, attempt(push, (), 1))


def apply(function, x):
    return function(x)


def double(x):
    return x * 2


for _ in range(20):
    results = [apply(f, "12") for f in (len, int, double, str.upper, [].append, "1".join, str, list, repr, bool)]
print(results)
print(attempt(apply, ord, "ab"), apply(ord, "a"), attempt(apply, isinstance, 1))


def get(d, key):
    return d.get(key)


def get_or(d, key, other):
    return d.get(key, other)


class Getter(dict):
    def get(self, key, default="class default"):
        return "getter", key, default


for _ in range(20):
    results = [get(d, "k") for d in ({}, {"k": 1}, Getter())] + [get_or(d, "k", 7) for d in ({}, {"k": 1}, Getter())]
print(results)


def split(s):
    return s.split()


def split_at(s, at):
    return s.split(at)


for _ in range(20):
    results = split("a b"), split_at("a-b", "-"), split(b"a b"), split_at(b"a-b", b"-")
print(results)
print(attempt(split_at, "a", 1))


class Noisy:
    def __init__(self, name):
        self.name = name

    def __len__(self):
        return 1

    def __del__(self):
        print("gone:", self.name)


def temporaries():
    for name in ("first", "second"):
        print(len(Noisy(name)), len([Noisy("in a list")]))
    kept = []
    kept.append(Noisy("kept"))
    print(len(kept))
    isinstance(Noisy("instance"), Noisy)


temporaries()


def own_len(x):
    return "shadowed"


print(size([1, 2, 3]))
len = own_len
print(size([1, 2, 3]))
del len
print(size([1, 2, 3]))
saved = builtins.len
builtins.len = lambda x: "replaced"
print(size([1, 2, 3]))
builtins.len = saved
print(size([1, 2, 3]))


def growing():
    found = []
    for i in range(1000):
        found.append(i)
        found.append(None)
        found.append(Sized)
    return saved(found), found[0], found[-1], sum(x for x in found if isinstance(x, int))


print(growing())


async def collect(items):
    async def step(x):
        return x

    return [await step(x) for x in items if await step(True)]


try:
    collect([1, 2, 3]).send(None)
except StopIteration as e:
    print(e.value)

# expect: [2, 0, 3, 1, 3, 2, 42, 5]
# expect: ('TypeError', "object of type 'int' has no len()") ('ValueError', '__len__() should return >= 0')
# expect: [None, None, None, 'swallowed 1', None, None] [1, 1]
# expect: [('stacked', 5)] [6] ('AttributeError', "'tuple' object has no attribute 'append'")
# expect: [2, 12, '1212', '12', None, '112', '12', ['1', '2'], "'12'", True]
# expect: ('TypeError', 'ord() expected a character, but string of length 2 found') 97 ('TypeError', 'isinstance expected 2 arguments, got 1')
# expect: [None, 1, ('getter', 'k', 'class default'), 7, 1, ('getter', 'k', 7)]
# expect: (['a', 'b'], ['a', 'b'], [b'a', b'b'], [b'a', b'b'])
# expect: ('TypeError', 'must be str or None, not int')
# expect: gone: first
# expect: gone: in a list
# expect: 1 1
# expect: gone: second
# expect: gone: in a list
# expect: 1 1
# expect: 1
# expect: gone: instance
# expect: gone: kept
# expect: 3
# expect: shadowed
# expect: 3
# expect: replaced
# expect: 3
# expect: (3000, 0, <class '__main__.Sized'>, 499500)
# expect: [1, 2, 3]
