def f():
    x = "kept"
    try:
        [1 / x for x in (1, 0)]
    except ZeroDivisionError:
        pass
    return x
print(f())
def g():
    try:
        [1 / z for z in (1, 0)]
    except ZeroDivisionError:
        pass
    try:
        return z
    except UnboundLocalError:
        return "unbound local"
    except NameError:
        return "name error"
print(g())

# expect: kept
# expect: name error
