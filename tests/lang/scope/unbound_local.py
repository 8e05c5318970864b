x = 1


def read_before_assign():
    print(x)
    x = 2


def deleted():
    y = 1
    del y
    return y


def free_before_assign():
    def inner():
        return z

    inner()
    z = 1


for f in read_before_assign, deleted, free_before_assign:
    try:
        f()
    except NameError as error:
        print(type(error).__name__, error)

# expect: UnboundLocalError cannot access local variable 'x' where it is not associated with a value
# expect: UnboundLocalError cannot access local variable 'y' where it is not associated with a value
# expect: NameError cannot access free variable 'z' where it is not associated with a value in enclosing scope
