import functools
p = functools.partial(print)
p.note = 1
p.__setstate__((max, (1,), {}, None))
print(p(5), p.__dict__)

# expect: 5 {}
