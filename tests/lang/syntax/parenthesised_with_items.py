class M:
    def __init__(self, n): self.n = n
    def __enter__(self): return self.n
    def __exit__(self, *a): print("exit", self.n)
with (M(1) as a, M(2) as b,):
    print(a, b)
with (M(3), M(4)):
    pass
with (M(5)) as c, M(6):
    print(c)

# expect: 1 2
# expect: exit 2
# expect: exit 1
# expect: exit 4
# expect: exit 3
# expect: 5
# expect: exit 6
# expect: exit 5
