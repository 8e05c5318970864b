# __builtins__ may be any object that can be subscripted: names, imports and class statements ask it.
# min-version: 3.15
import types

class Asked:
    def __init__(self, **names):
        self.names, self.asked = names, []
    def __getitem__(self, name):
        self.asked.append(name)
        return self.names[name]

def shown(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)

expression = compile("name", "test", "eval")
for space in (types.MappingProxyType({"name": 1}), types.MappingProxyType({}), frozendict(name=2), frozendict(), Asked(name=3), Asked(), 123, None, "text", [1]):
    print(type(space).__name__, shown(eval, expression, {"__builtins__": space}))

asked = Asked(len=len, __import__=lambda *args: args[0], __build_class__=__build_class__)
g = {"__builtins__": asked, "__name__": "test"}
exec("import foo.bar", g)
exec("class A: pass\ndef f(x): return len(x)\nresult = f([1, 2])\nb = f.__builtins__", g)
print(g["foo"], g["A"].__name__, g["result"], g["b"] is asked, asked.asked)
print(g["f"]("abc"), types.FunctionType(g["f"].__code__, {"__builtins__": {"len": lambda x: "own"}})("abc"))

for source in ("import foo", "class A: pass", "from foo import bar", "raise name", "[name for x in (1,)]", "f'{name}'"):
    print(source + ":", *(shown(exec, source, {"__builtins__": space}) for space in (types.MappingProxyType({}), frozendict(), {}, Asked(name=KeyError("n")))), sep=" | ")

class Raises:
    def __getitem__(self, name):
        raise ZeroDivisionError(name)
print(shown(eval, expression, {"__builtins__": Raises()}), shown(eval, expression, {"__builtins__": Raises(), "name": 5}))

# The builtins of code that is run from such code, and of frames.
exec("def inner(run): g = {}; run('x = 1', g); return g['__builtins__']", g)
print(g["inner"](exec) is asked)
exec("def frame(get): return get().f_builtins", g)
import sys
print(g["frame"](sys._getframe) is asked)

# expect: mappingproxy 1
# expect: mappingproxy NameError: name 'name' is not defined
# expect: frozendict 2
# expect: frozendict NameError: name 'name' is not defined
# expect: Asked 3
# expect: Asked NameError: name 'name' is not defined
# expect: int TypeError: 'int' object is not subscriptable
# expect: NoneType TypeError: 'NoneType' object is not subscriptable
# expect: str TypeError: string indices must be integers, not 'str'
# expect: list TypeError: list indices must be integers or slices, not str
# expect: foo.bar A 2 True ['__import__', '__build_class__', 'len']
# expect: 3 own
# expect: import foo: | ImportError: __import__ not found | ImportError: __import__ not found | ImportError: __import__ not found | ImportError: __import__ not found
# expect: class A: pass: | NameError: __build_class__ not found | NameError: __build_class__ not found | NameError: __build_class__ not found | NameError: __build_class__ not found
# expect: from foo import bar: | ImportError: __import__ not found | ImportError: __import__ not found | ImportError: __import__ not found | ImportError: __import__ not found
# expect: raise name: | NameError: name 'name' is not defined | NameError: name 'name' is not defined | NameError: name 'name' is not defined | KeyError: 'n'
# expect: [name for x in (1,)]: | NameError: name 'name' is not defined | NameError: name 'name' is not defined | NameError: name 'name' is not defined | None
# expect: f'{name}': | NameError: name 'name' is not defined | NameError: name 'name' is not defined | NameError: name 'name' is not defined | None
# expect: ZeroDivisionError: name 5
# expect: True
# expect: True
