x = "outer"
print([x for x in range(3)], x)
def f():
    x = "local"
    r = [x for x in range(3)]
    return r, x
print(f())
class C:
    x = "class"
    r = [x for x in range(2)]
    y = x
print(C.r, C.y)

# expect: [0, 1, 2] outer
# expect: ([0, 1, 2], 'local')
# expect: [0, 1] class
