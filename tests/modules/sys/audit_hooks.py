# Hooks are told of events, in the order in which they were added, and may forbid them.
import gc
import marshal
import sys

seen = []
active = True
forbidden = set()

class Forbidden(Exception):
    pass

def hook(event, args):
    if not active:
        return
    if event in forbidden:
        raise Forbidden(event)
    if event in ("mine", "exec", "compile", "marshal.dumps", "marshal.loads", "sys._getframe", "sys.addaudithook",
                 "object.__setattr__", "gc.get_referents", "sys.settrace"):
        seen.append((event, args) if event == "mine" else (event, args[1]) if "setattr" in event else event)

print(sys.audit("mine", 1))
sys.addaudithook(hook)
print(sys.audit("mine", 1, "two"))
sys.audit("mine")

class A:
    pass

class B(A):
    pass

class Other:
    pass

exec(compile("1 + 1", "file", "eval"))
marshal.loads(marshal.dumps((1, "a")))
sys._getframe()
A.__name__ = "Renamed"
A().__class__ = B
A.plain = 1
gc.get_referents(seen is None)
sys.settrace(None)
active = False
for entry in seen:
    print(entry)
active = True
forbidden.update(("exec", "import", "object.__setattr__", "mine"))
for work in (lambda: exec("1"), lambda: __import__("colorsys"), lambda: setattr(A, "__name__", "X"), lambda: sys.audit("mine")):
    try:
        work()
    except Forbidden as e:
        print("forbidden", e)
print(A.__name__, "colorsys" in sys.modules)
forbidden.add("sys.addaudithook")
late = []
sys.addaudithook(lambda *args: late.append(args))
forbidden.clear()
sys.audit("mine")
print(late)
try:
    sys.audit(9)
except TypeError as e:
    print("TypeError")

# expect: None
# expect: None
# expect: ('mine', (1, 'two'))
# expect: ('mine', ())
# expect: compile
# expect: exec
# expect: marshal.dumps
# expect: marshal.loads
# expect: sys._getframe
# expect: ('object.__setattr__', '__name__')
# expect: ('object.__setattr__', '__class__')
# expect: gc.get_referents
# expect: sys.settrace
# expect: forbidden exec
# expect: forbidden import
# expect: forbidden object.__setattr__
# expect: forbidden mine
# expect: Renamed False
# expect: []
# expect: TypeError
