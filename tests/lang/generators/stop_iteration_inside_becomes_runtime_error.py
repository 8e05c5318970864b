def bad():
    yield 1
    raise StopIteration("oops")


try:
    list(bad())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def also_bad():
    yield next(iter([]))


try:
    list(also_bad())
except RuntimeError as error:
    print(error)

# expect: generator raised StopIteration StopIteration('oops')
# expect: generator raised StopIteration
