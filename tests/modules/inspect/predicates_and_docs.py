import inspect


class C:
    """  A doc.

        indented
    """

    def m(self):
        pass


def g():
    yield


print(inspect.isfunction(g), inspect.isgeneratorfunction(g), inspect.isgenerator(g()))
print(inspect.ismethod(C().m), inspect.isclass(C), inspect.isbuiltin(len))
print(inspect.ismodule(inspect), inspect.getdoc(C))
print([n for n, _ in inspect.getmembers(C, inspect.isfunction)], inspect.getmro(C)[1])

# expect: True True True
# expect: True True True
# expect: True A doc.
# expect:
# expect: indented
# expect: ['m'] <class 'object'>
