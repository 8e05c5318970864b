def f(a, *, b, c=3):
    return a, b, c


print(f(1, b=2), f(c=0, b=1, a=9))
for call in (lambda: f(1), lambda: f(1, 2), lambda: f(1, b=1, d=2)):
    try:
        call()
    except TypeError as error:
        print(error)

# expect: (1, 2, 3) (9, 1, 0)
# expect: f() missing 1 required keyword-only argument: 'b'
# expect: f() takes 1 positional argument but 2 were given
# expect: f() got an unexpected keyword argument 'd'
