"""Functions that share code and globals find a name in the builtins that each was made with."""
import types

space = {"__name__": "space"}
code = compile("def f():\n  return name\n", "<string>", "exec")


def function_with(builtins):
    space["__builtins__"] = builtins
    made = {}
    exec(code, space, made)
    return made["f"]


first = function_with({"other": 0, "more": 1, "name": "first"})
second = function_with({"name": "second"})
same = types.FunctionType(first.__code__, space)
third = types.FunctionType(first.__code__, dict(space, __builtins__={"a": 1, "name": "third"}))
for turn in range(3):
    print([f() for f in (first, second, first, third, second, third)])
space["name"] = "global"
print(first(), second(), third())
del space["name"]
print(first(), second(), third())

# expect: ['first', 'second', 'first', 'third', 'second', 'third']
# expect: ['first', 'second', 'first', 'third', 'second', 'third']
# expect: ['first', 'second', 'first', 'third', 'second', 'third']
# expect: global global third
# expect: first second third
