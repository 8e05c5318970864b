# A variable __class__ of a function is its own; what a comprehension in a class body finds is the class's, which is not there yet.
def show(call, *arguments):
    try:
        print(call(*arguments))
    except NameError as error:
        print(type(error).__name__, error)


class Named:
    def read(self, x):
        if x:
            __class__ = x
        return __class__

    def delete(self):
        del __class__

    def nested(self, x):
        def inner():
            return __class__

        if x:
            __class__ = x
        return inner()

    def argument(self, __class__):
        return __class__

    def own(self):
        return __class__.__name__, [__class__.__name__ for _ in range(1)], (lambda: __class__.__name__)()


named = Named()
show(named.read, 1)
show(named.read, 0)
show(named.delete)
show(named.nested, 2)
show(named.nested, 0)
show(named.argument, 3)
show(named.own)


def body():
    class Inner:
        items = [__class__ for _ in range(1)]


show(body)

# expect: 1
# expect: UnboundLocalError cannot access local variable '__class__' where it is not associated with a value
# expect: UnboundLocalError cannot access local variable '__class__' where it is not associated with a value
# expect: 2
# expect: NameError cannot access free variable '__class__' where it is not associated with a value in enclosing scope
# expect: 3
# expect: ('Named', ['Named'], 'Named')
# expect: NameError name '__class__' is not defined
