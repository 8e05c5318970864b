def f():
    x = 1
    del x
    r = [x for x in range(2)]
    try:
        x
    except UnboundLocalError as e:
        return r, str(e)
print(f())

# expect: ([0, 1], "cannot access local variable 'x' where it is not associated with a value")
