class C:
    @property
    def found(self):
        print("getter")
        return print

    @property
    def missing(self):
        print("getter")
        raise AttributeError("missing")


def attempt(function):
    try:
        function()
    except Exception as e:
        print(type(e).__name__, e)


def unbound_local():
    if not C:
        local = 1
    C().missing(local)


def unbound_local_behind_a_method():
    if not C:
        local = 1
    C().found((1, local))


def unbound_cell():
    C().missing(cell)
    cell = 1
    return lambda: cell


def unbound_keyword(bound):
    del bound
    C().missing(1, k=bound)


def bound(a):
    b = a
    for c in (1, 2):
        C().found(a, b, c)


attempt(lambda: C().missing(undefined))
attempt(lambda: C().found(undefined))
attempt(lambda: C().nothing(undefined, other))
attempt(lambda: C().missing(x=undefined))
for f in unbound_local, unbound_local_behind_a_method, unbound_cell, lambda: unbound_keyword(1), lambda: bound(1):
    attempt(f)
attempt(lambda: exec("C().missing(undefined)", {"C": C}, {}))

# expect: getter
# expect: AttributeError missing
# expect: getter
# expect: NameError name 'undefined' is not defined
# expect: AttributeError 'C' object has no attribute 'nothing'
# expect: getter
# expect: AttributeError missing
# expect: getter
# expect: AttributeError missing
# expect: getter
# expect: UnboundLocalError cannot access local variable 'local' where it is not associated with a value
# expect: getter
# expect: AttributeError missing
# expect: getter
# expect: AttributeError missing
# expect: getter
# expect: 1 1 1
# expect: getter
# expect: 1 1 2
# expect: getter
# expect: AttributeError missing
