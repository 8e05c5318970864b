g = (x for x in range(3))
print(type(g).__name__, g.gi_code.co_name, list(g))
def f():
    return (locals() for _ in range(1))
print(sorted(next(f())))

# expect: generator <genexpr> [0, 1, 2]
# expect: ['.0', '_']
