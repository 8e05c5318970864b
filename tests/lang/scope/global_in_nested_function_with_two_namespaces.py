source = """
def f():
    y = 1
    def g():
        global y
        return y
    def h():
        return y + 1
    return g, h
y = 9
z = 3
g, h = f()
result = g(), h()
"""
globals_, locals_ = {}, {}
exec(source, globals_, locals_)
print(locals_["result"], sorted(name for name in globals_ if name != "__builtins__"), sorted(locals_))

# expect: (9, 2) ['y'] ['f', 'g', 'h', 'result', 'z']
