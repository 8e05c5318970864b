from functools import partial, reduce
import operator

p = partial(int, base=2)
print(p("101"), p.func is int, p.args, p.keywords, partial(pow, 2)(5))
print(partial(partial(max, 1), 2)(0), reduce(operator.add, [1, 2, 3]))
print(reduce(lambda a, b: a * b, [1, 2, 3], 10), reduce(max, [], 0))
print(repr(partial(print, 1, sep="-")))
try:
    reduce(operator.add, [])
except TypeError as error:
    print(error)

# expect: 5 True () {'base': 2} 32
# expect: 2 6
# expect: 60 0
# expect: functools.partial(<built-in function print>, 1, sep='-')
# expect: reduce() of empty iterable with no initial value
