def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("finally")


x = g()
next(x)
x.close()
x.close()
print(list(x))
y = g()
y.close()


def stubborn():
    try:
        yield
    except GeneratorExit:
        yield "no"


z = stubborn()
next(z)
try:
    z.close()
except RuntimeError as error:
    print(error)

# expect: exit
# expect: finally
# expect: []
# expect: generator ignored GeneratorExit
