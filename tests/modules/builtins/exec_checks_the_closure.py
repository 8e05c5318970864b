import types


def outer():
    a, b = 2, 3
    result = 0

    def inner():
        nonlocal result
        result = a * b

    return inner, lambda: result


inner, result = outer()
exec(inner.__code__, closure=inner.__closure__)
print(result())
cells = (types.CellType(5), types.CellType(7), inner.__closure__[2])
exec(inner.__code__, {}, closure=cells)
print(result())
for wrong in (lambda: exec(outer.__code__, closure=cells), lambda: exec(inner.__code__), lambda: exec(inner.__code__, closure=cells[:2]),
              lambda: exec(inner.__code__, closure=list(cells)), lambda: exec(inner.__code__, closure=(1, 2, 3)),
              lambda: exec("pass", closure=cells), lambda: eval(inner.__code__)):
    try:
        wrong()
    except TypeError as error:
        print(error)

# expect: 6
# expect: 35
# expect: cannot use a closure with this code object
# expect: code object requires a closure of exactly length 3
# expect: code object requires a closure of exactly length 3
# expect: code object requires a closure of exactly length 3
# expect: code object requires a closure of exactly length 3
# expect: closure can only be used when source is a code object
# expect: code object passed to eval() may not contain free variables
