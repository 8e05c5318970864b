def check(x):
    assert x > 0, f"x is {x}"
    assert isinstance(x, int)
    return x


print(check(1))
for v in (-1, 2.5):
    try:
        check(v)
    except AssertionError as error:
        print(repr(error), error.args)
try:
    assert 0, (1, 2)
except AssertionError as error:
    print(error.args)

# expect: 1
# expect: AssertionError('x is -1') ('x is -1',)
# expect: AssertionError() ()
# expect: ((1, 2),)
