# min and max of arguments and of iterables: keywords, ties, errors.
print(min(3, 1, 2), max(3, 1, 2), min("b", "a"), max(1, 1.0), min(1.0, 1), max(True, 1), min(2**70, -2**70))
print(max("aa", "b", key=len), min([3, -4, 2], key=abs), max([], default=7), min((), default=None), min([5], default=1), max(1, 2, key=None))
a, b = [1], [1]
print(max(a, b) is a, min(a, b) is a, max((a, b)) is a, min((a, b)) is a)


def call(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


for f in (min, max):
    call(f)
    call(f, [])
    call(f, 5)
    call(f, 1, 2, default=3)
    call(f, 1, "a")
    call(f, 1, 2, wrong=3)
    call(f, [1], key=3)
    call(f, 1, 2, key=lambda x: 1 / 0)
    call(f, *[4, 2, 9])


class Odd:
    def __lt__(self, other):
        return []

    def __gt__(self, other):
        raise KeyError("gt")


call(lambda: type(min(Odd(), Odd())).__name__)
call(max, Odd(), Odd())

# expect: 1 3 a 1 1.0 True -1180591620717411303424
# expect: aa 2 7 None 5 2
# expect: True True True True
# expect: TypeError min expected at least 1 argument, got 0
# expect: ValueError min() iterable argument is empty
# expect: TypeError 'int' object is not iterable
# expect: TypeError Cannot specify a default for min() with multiple positional arguments
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: TypeError min() got an unexpected keyword argument 'wrong'
# expect: TypeError 'int' object is not callable
# expect: ZeroDivisionError division by zero
# expect: 2
# expect: TypeError max expected at least 1 argument, got 0
# expect: ValueError max() iterable argument is empty
# expect: TypeError 'int' object is not iterable
# expect: TypeError Cannot specify a default for max() with multiple positional arguments
# expect: TypeError '>' not supported between instances of 'str' and 'int'
# expect: TypeError max() got an unexpected keyword argument 'wrong'
# expect: TypeError 'int' object is not callable
# expect: ZeroDivisionError division by zero
# expect: 9
# expect: Odd
# expect: KeyError 'gt'
