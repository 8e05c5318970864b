class F:
    def __init__(self, n):
        self.n = n

    def __format__(self, spec):
        print("format", self.n, repr(spec))
        return str(self.n)

    def __repr__(self):
        return f"F({self.n})"


print(f"{F(1)} {F(2):abc} {F(3)!r} {F(4)=} {F(5)!r:>6}")

# expect: format 1 ''
# expect: format 2 'abc'
# expect: 1 2 F(3) F(4)=F(4)   F(5)
