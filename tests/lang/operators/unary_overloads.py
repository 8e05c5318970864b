class U:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "inv"


u = U()
print(-u, +u, ~u, -(-3), +True, ~5, not u)
for source in ("-'a'", "~1.5", "+[]"):
    try:
        eval(source)
    except TypeError as error:
        print(error)

# expect: neg pos inv 3 1 -6 False
# expect: bad operand type for unary -: 'str'
# expect: bad operand type for unary ~: 'float'
# expect: bad operand type for unary +: 'list'
