# min-version: 3.13
def f():
    """first
        second
      third
    """
class C:
    """
    alpha
      beta
    """
print(repr(f.__doc__))
print(repr(C.__doc__))

# expect: 'first\n  second\nthird\n'
# expect: '\nalpha\n  beta\n'
