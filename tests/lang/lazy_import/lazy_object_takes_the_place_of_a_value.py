# min-version: 3.15
# A program copies a lazy import from one namespace into another, over a name that has been read before.
import builtins
import types

source = {}
exec("\n".join(f"lazy from quopri import MAXLINESIZE as n{i}" for i in range(5)), source)

def warm(read):
    for _ in range(100): read()

variable = 1
def read_global(): return variable
warm(read_global)
globals()["variable"] = source["n0"]
print(read_global(), type(globals()["variable"]).__name__)

builtins.from_builtins = 1
def read_builtin(): return from_builtins
warm(read_builtin)
builtins.from_builtins = source["n1"]
print(read_builtin(), type(vars(builtins)["from_builtins"]).__name__)

m = types.ModuleType("m")
m.x = 1
m.f = lambda: 1
def read_attribute(): return m.x
def call_attribute():
    try: return m.f()
    except TypeError as e: return e
warm(read_attribute)
warm(call_attribute)
m.__dict__.update(x=source["n2"], f=source["n3"])
print(read_attribute(), call_attribute(), [type(vars(m)[name]).__name__ for name in "xf"])

def read_store(): return variable
warm(read_store)
exec("global variable; variable = lazy_one", globals(), {"lazy_one": source["n4"]})
print(read_store())

# expect: 76 int
# expect: 76 int
# expect: 76 'int' object is not callable ['int', 'int']
# expect: 76
