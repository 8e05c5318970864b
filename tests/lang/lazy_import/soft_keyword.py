# min-version: 3.15
lazy = 5
print(lazy, lazy + 1)
def lazy(x): return x
print(lazy(3), lazy (4))
lazy: int = 7
print(lazy)

# expect: 5 6
# expect: 3 4
# expect: 7
