# __annotate__ of functions, classes and modules: what it returns is checked, and a new one is asked anew.
# min-version: 3.15
import types
def f(): ...
class C: ...
m = types.ModuleType("m")
for owner in (f, C, m):
    for annotate in (lambda format: {"x": format}, lambda format: 42, lambda: {}, None, lambda format: {"y": format}):
        owner.__annotate__ = annotate
        try:
            print(owner.__annotations__)
        except TypeError as e:
            print(e)
class D:
    pass
D.__module__ = "elsewhere"
print("__firstlineno__" in vars(D), D.__module__)
D.__firstlineno__ = 3
print(D.__firstlineno__)

class Namespace(types.SimpleNamespace):
    def __new__(cls, *args, **keywords):
        return 12345 if made else super().__new__(cls)
made = False
namespace = Namespace(x=1)
made = True
try:
    namespace.__replace__(x=2)
except TypeError as e:
    print(e)

# expect: {'x': 1}
# expect: __annotate__() must return a dict, not int
# expect: <lambda>() takes 0 positional arguments but 1 was given
# expect: {}
# expect: {'y': 1}
# expect: {'x': 1}
# expect: __annotate__() must return a dict, not int
# expect: <lambda>() takes 0 positional arguments but 1 was given
# expect: {}
# expect: {'y': 1}
# expect: {'x': 1}
# expect: __annotate__() must return a dict, not int
# expect: <lambda>() takes 0 positional arguments but 1 was given
# expect: {}
# expect: {'y': 1}
# expect: False elsewhere
# expect: 3
# expect: expect types.SimpleNamespace type, but Namespace() returned 'int' object
