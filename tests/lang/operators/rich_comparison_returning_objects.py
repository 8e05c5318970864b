class Expr:
    def __init__(self, s):
        self.s = s

    def __lt__(self, o):
        return Expr(f"({self.s} < {o})")

    def __ge__(self, o):
        return Expr(f"({self.s} >= {o})")

    def __bool__(self):
        print("bool of", self.s)
        return True


x = Expr("x")
print((x < 3).s, (x >= 3).s)
y = 1 < 2 and x < 5
print(y.s)
z = x < 5 < 6
print(z)

# expect: (x < 3) (x >= 3)
# expect: (x < 5)
# expect: bool of (x < 5)
# expect: True
