def outer(a, b):
    def function(x, *rest, y=1):
        z = a
        return x, rest, y, z, b
    return function


code = outer(1, 2).__code__
print([code._varname_from_oparg(n) for n in range(4)], code.co_varnames, code.co_freevars)
for source in ("code._varname_from_oparg(1000)", "code._varname_from_oparg(-1000)", "code._varname_from_oparg('x')", "code._varname_from_oparg()", "code._varname_from_oparg(2 ** 40)"):
    try:
        print(source, eval(source))
    except (TypeError, OverflowError) as error:
        print(source, type(error).__name__)
    except Exception as error:
        print(source, type(error).__name__, error)

# expect: ['x', 'y', 'rest', 'z'] ('x', 'y', 'rest', 'z') ('a', 'b')
# expect: code._varname_from_oparg(1000) IndexError tuple index out of range
# expect: code._varname_from_oparg(-1000) IndexError tuple index out of range
# expect: code._varname_from_oparg('x') TypeError
# expect: code._varname_from_oparg() TypeError
# expect: code._varname_from_oparg(2 ** 40) OverflowError
