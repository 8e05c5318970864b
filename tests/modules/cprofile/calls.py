# min-version: 3.13
import cProfile
import gc
import io
import pstats
import weakref


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def numbers(n):
    for i in range(n):
        yield i


class Error(Exception):
    pass


def fail():
    raise Error


def work():
    found = []
    for i in range(10):
        found.append(fib(5))
    for i in numbers(3):
        pass
    try:
        fail()
    except Error:
        pass
    try:
        len(3)
    except TypeError:
        pass
    return sorted(found), "x".join(map(str, found)), abs(-3)


def short(function):
    file, line, name = function
    return name


def show(profiler):
    stats = pstats.Stats(profiler, stream=io.StringIO()).stats
    for function, (primitive, calls, own, total, callers) in sorted(stats.items(), key=lambda item: short(item[0])):
        print(short(function), primitive, calls, 0 <= own <= total < 10, sorted((short(c), *v[:2]) for c, v in callers.items()))


with cProfile.Profile() as profiler:
    work()
show(profiler)
profiler.clear()
print(profiler.getstats())
profiler.enable(subcalls=False, builtins=False)
work()
profiler.disable()
show(profiler)

# A clock of one's own: ints with a unit, or seconds.
for unit, tick in (0.5, 1), (0.0, 0.25):
    now = 0

    def timer():
        global now
        now += tick
        return now

    profiler = cProfile.Profile(timer, unit)
    profiler.enable()
    fib(2)
    profiler.disable()
    for entry in sorted(profiler.getstats(), key=lambda entry: str(entry.code)):
        print(getattr(entry.code, "co_name", entry.code), *entry[1:5], [tuple(call)[1:] for call in entry.calls or ()])

profiler = cProfile.Profile()
profiler.enable()
try:
    cProfile.Profile().enable()
except ValueError as e:
    print(e)
profiler.disable()
entry = profiler.getstats()[0]
print(type(entry).__name__, len(entry), entry.n_sequence_fields)
for bad in (lambda: cProfile.Profile(1, "x"), lambda: cProfile.Profile(unknown=1), lambda: profiler.enable(1, 2, 3)):
    try:
        bad()
    except TypeError as e:
        print("TypeError")


class Clock:
    def __call__(self):
        return 0.0


clock = Clock()
clock.profiler = cProfile.Profile(clock)
reference = weakref.ref(clock)
del clock
gc.collect()
print(reference())

# expect: <built-in method builtins.abs> 1 1 True [('work', 1, 1)]
# expect: <built-in method builtins.len> 1 1 True [('work', 1, 1)]
# expect: <built-in method builtins.sorted> 1 1 True [('work', 1, 1)]
# expect: <method 'append' of 'list' objects> 10 10 True [('work', 10, 10)]
# expect: <method 'disable' of '_lsprof.Profiler' objects> 1 1 True [('__exit__', 1, 1)]
# expect: <method 'join' of 'str' objects> 1 1 True [('work', 1, 1)]
# expect: __exit__ 1 1 True []
# expect: fail 1 1 True [('work', 1, 1)]
# expect: fib 10 150 True [('fib', 140, 20), ('work', 10, 10)]
# expect: numbers 4 4 True [('work', 4, 4)]
# expect: work 1 1 True []
# expect: []
# expect: fail 1 1 True []
# expect: fib 10 150 True []
# expect: numbers 4 4 True []
# expect: work 1 1 True []
# expect: fib 3 2 2.5 2.5 [(2, 0, 1.0, 1.0)]
# expect: <method 'disable' of '_lsprof.Profiler' objects> 1 0 0.5 0.5 []
# expect: fib 3 2 1.25 1.25 [(2, 0, 0.5, 0.5)]
# expect: <method 'disable' of '_lsprof.Profiler' objects> 1 0 0.25 0.25 []
# expect-before-3.15: Another profiling tool is already active
# expect-since-3.15: tool 2 is already in use
# expect: profiler_entry 6 6
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: None
