# The qualified names of what is defined inside functions, classes, generator expressions, annotations and generics.
# min-version: 3.14


def names(code):
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            if constant.co_name in ("<lambda>", "<genexpr>"):
                yield constant.co_qualname
            yield from names(constant)


def show(text):
    print(*sorted(names(compile(text, "text", "exec"))), sep=", ")


show("((lambda: 0) for _ in [1])")
show("((y for y in (lambda: x)) for x in (lambda: 1))")
show("""def f():
    ((lambda: 0) for _ in [1])
    ((y for y in [1]) for _ in [1])
    [(lambda: 0 for x in y) for y in [1]]
    lambda: (z for z in (lambda: 3))
    async def h(): return ((lambda: i) async for i in q)
""")
show("""class C:
    a = ((lambda: 0) for _ in [1])
    def m(self): return ((lambda: 0) for _ in [1])
    class D:
        b = [lambda: 0 for _ in [1]]
""")
for inside in "def f():\n", "class C:\n", "if 1:\n":
    for statement in "x: (lambda: 0) = 1", "x: ((lambda: 0) for _ in [1])", "def k(a: (lambda: 0) = (lambda: 1)): pass", "type X = (lambda: 1)":
        show(inside + "    " + statement)
    for statement in "class G[T: (lambda: 1)]((lambda: 4)()): pass", "type X[T: ((lambda: 1) for _ in [1])] = (lambda: 3)", "def g[T](a: T, b: (lambda: 3)): return lambda: T":
        show(inside + "    " + statement)
print(next((lambda: 0) for _ in [1]).__qualname__, next((y for y in [1]) for _ in [1]).__qualname__)

# expect: <genexpr>, <genexpr>.<lambda>
# expect: <genexpr>, <genexpr>.<genexpr>, <genexpr>.<lambda>, <lambda>
# expect: f.<locals>.<genexpr>, f.<locals>.<genexpr>, f.<locals>.<genexpr>, f.<locals>.<genexpr>.<genexpr>, f.<locals>.<genexpr>.<lambda>, f.<locals>.<genexpr>.<lambda>, f.<locals>.<lambda>, f.<locals>.<lambda>.<locals>.<genexpr>, f.<locals>.<lambda>.<locals>.<lambda>, f.<locals>.h.<locals>.<genexpr>, f.<locals>.h.<locals>.<genexpr>.<lambda>
# expect: C.<genexpr>, C.<genexpr>.<lambda>, C.D.<lambda>, C.m.<locals>.<genexpr>, C.m.<locals>.<genexpr>.<lambda>
# expect:
# expect:
# expect: f.<locals>.<lambda>, f.<locals>.<lambda>
# expect: f.<locals>.<lambda>
# expect: f.<locals>.<generic parameters of G>.<lambda>, f.<locals>.<lambda>
# expect: f.<locals>.<generic parameters of X>.<genexpr>, f.<locals>.<generic parameters of X>.<genexpr>.<lambda>, f.<locals>.<generic parameters of X>.<lambda>
# expect: f.<locals>.<generic parameters of g>.<lambda>, f.<locals>.g.<locals>.<lambda>
# expect: C.<lambda>
# expect: C.<genexpr>, C.<genexpr>.<lambda>
# expect: C.<lambda>, C.<lambda>
# expect: C.<lambda>
# expect: C.<generic parameters of G>.<lambda>, C.<lambda>
# expect: C.<generic parameters of X>.<genexpr>, C.<generic parameters of X>.<genexpr>.<lambda>, C.<generic parameters of X>.<lambda>
# expect: C.<generic parameters of g>.<lambda>, C.g.<locals>.<lambda>
# expect: <lambda>
# expect: <genexpr>, <genexpr>.<lambda>
# expect: <lambda>, <lambda>
# expect: <lambda>
# expect: <generic parameters of G>.<lambda>, <lambda>
# expect: <generic parameters of X>.<genexpr>, <generic parameters of X>.<genexpr>.<lambda>, <generic parameters of X>.<lambda>
# expect: <generic parameters of g>.<lambda>, g.<locals>.<lambda>
# expect: <genexpr>.<lambda> <genexpr>.<genexpr>
