def f():
    [last := x for x in range(5)]
    return last
print(f())
total = 0
print([total := total + v for v in range(5)], total)
def g():
    def h():
        nonlocal n
        [n := k for k in range(3)]
    n = None
    h()
    return n
print(g())

# expect: 4
# expect: [0, 1, 3, 6, 10] 10
# expect: 2
