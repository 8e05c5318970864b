def g():
    try:
        yield 1
    finally:
        print("cleaned up")


x = g()
next(x)
del x
print("after del")


def f():
    for v in g():
        return v


print(f())
y = g()
del y
print("never started, nothing to clean")

# expect: cleaned up
# expect: after del
# expect: cleaned up
# expect: 1
# expect: never started, nothing to clean
