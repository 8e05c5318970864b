# __builtins__ is the dict of the module in every namespace but that of __main__; exec() and functions inherit those of
# the code that runs.
import builtins, os, sys, tempfile, types

def kind(namespace):
    value = namespace.get("__builtins__", "absent")
    if value is builtins:
        return "module"
    return "dict" if value is vars(builtins) else value

print(kind(globals()), kind(vars(types)), kind(vars(os)), kind(vars(sys.modules["_frozen_importlib"])))

# An imported module, and what it makes.
folder = tempfile.mkdtemp()
with open(folder + "/module_of_this_test.py", "w") as f:
    f.write("kind = type(__builtins__).__name__\nlength = __builtins__['len']((1, 2))\ndef f(): return __builtins__\n")
sys.path.insert(0, folder)
import module_of_this_test as m
print(m.kind, m.length, m.f() is vars(builtins), m.f.__builtins__ is vars(builtins))

# exec and eval complete the globals that they get, and leave what is there.
for run in (exec, eval):
    g = {}
    run("0", g)
    print(kind(g), list(g))
own = {"print": print, "exec": exec, "len": lambda x: "own len"}
g = {"__builtins__": own}
exec("print(len([]))", g)
print(g["__builtins__"] is own)

# Code that runs with builtins of its own hands them on.
own |= {"own": own, "types": types, "eval": eval}
exec("""
inner = {}
exec("result = len([])", inner)
print(inner["__builtins__"] is own, inner["result"])
print(eval("len([])", {}))
def f(): return len([])
copy = types.FunctionType(f.__code__, {})
print(copy.__builtins__ is own, copy())
""", g)
copy = types.FunctionType((lambda: len([])).__code__, {})
print(copy.__builtins__ is vars(builtins), copy())
for wrong in ({"__builtins__": {}}, {"__builtins__": builtins}):
    try:
        print(eval("len([])", wrong))
    except NameError as e:
        print(e)

# expect: module dict dict dict
# expect: dict 2 True True
# expect: dict ['__builtins__']
# expect: dict ['__builtins__']
# expect: own len
# expect: True
# expect: True own len
# expect: own len
# expect: True own len
# expect: True 0
# expect: name 'len' is not defined
# expect: 0
