fs = [lambda: i for i in range(3)]
print([f() for f in fs])
def f():
    gs = [lambda: j for j in range(3)]
    j = 10
    return [g() for g in gs], j
print(f())

# expect: [2, 2, 2]
# expect: ([2, 2, 2], 10)
