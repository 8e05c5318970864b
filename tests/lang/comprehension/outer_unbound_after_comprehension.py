def f():
    [y for y in range(2)]
    try:
        return y
    except NameError as e:
        return type(e).__name__, str(e)
print(f())

# expect: ('NameError', "name 'y' is not defined")
