expression = compile("a + b", "f", "eval")
print(eval(expression, {"a": 1}, {"b": 2}), eval(expression, {"a": 5, "b": 6}), eval(expression, {"a": 1, "b": 1}, {"b": 3}))

body = compile("x = y\nglobal z\nz = x + 1\nfor i in range(3): pass\nsquares = [x * n for n in range(i)]\ndel x", "f", "exec")
for outside, inside in (({"y": 1}, {}), ({}, {"y": 10})):
    exec(body, outside, inside)
    outside.pop("__builtins__")
    print(outside, inside)
same = {"y": 4}
exec(body, same)
print(same["z"], same["squares"], "x" in same)


class Loud(dict):
    def __missing__(self, key):
        if key == "absent":
            return "found"
        raise KeyError(key)


print(eval(compile("absent, len([1])", "f", "eval"), {}, Loud()))

# The same code object alternates between namespaces: what one run remembers must not mislead the next.
loop = compile("for i in range(3): out.append(name)", "f", "exec")
name, out = "module", []
for spaces in (({"out": out, "name": "a"},), ({"out": out}, {"name": "b"}), (globals(),), ({"out": out, "name": "c"}, {"range": lambda n: [1]})):
    exec(loop, *spaces)
print(out)
try:
    eval(compile("nowhere", "f", "eval"), {}, {})
except NameError as error:
    print(error)

# expect: 3 11 4
# expect: {'y': 1, 'z': 2} {'i': 2, 'squares': [0, 1]}
# expect: {'z': 11} {'y': 10, 'i': 2, 'squares': [0, 10]}
# expect: 5 [0, 4] False
# expect: ('found', 1)
# expect: ['a', 'a', 'a', 'b', 'b', 'b', 'module', 'module', 'module', 'c']
# expect: name 'nowhere' is not defined
