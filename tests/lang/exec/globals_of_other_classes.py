# min-version: 3.15
# Globals may be a frozendict, or a dict whose class has a __setitem__. Warnings about source name the module of the globals.
import warnings


def outcome(call, *args):
    try:
        return call(*args)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


frozen = frozendict(x=1, data=[], __builtins__=__builtins__)
print(eval("data.append(x), x, globals() is locals(), type(globals())", frozen, frozen), frozen["data"])
for source in ("x = 2", "import sys", "from sys import path", "def f(): pass", "class A: pass", "from sys import *", "x += 1",
               "lazy import json", "data.append(2)", "x: int"):
    print(source, outcome(exec, source, frozen, frozen))
space = {}
exec("def store():\n global y\n y = 1\ndef remove():\n global x\n del x\ndef load():\n return x", frozen, space)
print(outcome(space["store"]), outcome(space["remove"]), space["load"](), frozen.keys())
print(outcome(eval, "1", frozendict()), outcome(exec, "", frozendict()), outcome(exec, "", frozendict(), {}))


class Log(dict):
    def __setitem__(self, key, value):
        print("set", key, "" if key in ("__builtins__", "f") else value)
        super().__setitem__(key, value)
    def __delitem__(self, key):
        print("del", key)
        super().__delitem__(key)
    def __getitem__(self, key):
        if key == "made":
            return "made up"
        return super().__getitem__(key)


log = Log()
exec("a = 1\nfor b in (2, 3): pass\ndel a\nimport sys as c\n(d := 4)\nprint(made, d)\ndef f():\n global e\n e = 5\nf()", log)
print(sorted(key for key in log if key != "__builtins__"), log["e"])
print(outcome(exec, "a", log), eval("made", log))

for globals_ in ({}, {"__name__": "package.module"}):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("error")
        warnings.filterwarnings("always", module=r"<string>\Z" if globals_.get("__name__") is None else r"package\.module\Z")
        exec("x = 1or 0\n'\\z'\n'\\400'\nassert (x, 1)\nx is 1\ndef f():\n try: pass\n finally: return 1", dict(globals_))
        eval("1if 1else 2", dict(globals_))
    print(sorted((w.lineno, w.filename) for w in caught))

# expect: (None, 1, True, <class 'frozendict'>) [1]
# expect: x = 2 TypeError: 'frozendict' object does not support item assignment
# expect: import sys TypeError: 'frozendict' object does not support item assignment
# expect: from sys import path TypeError: 'frozendict' object does not support item assignment
# expect: def f(): pass TypeError: 'frozendict' object does not support item assignment
# expect: class A: pass TypeError: 'frozendict' object does not support item assignment
# expect: from sys import * TypeError: 'frozendict' object does not support item assignment
# expect: x += 1 TypeError: 'frozendict' object does not support item assignment
# expect: lazy import json TypeError: 'frozendict' object does not support item assignment
# expect: data.append(2) None
# expect: x: int TypeError: 'frozendict' object does not support item assignment
# expect: TypeError: frozendict object does not support item assignment TypeError: frozendict object does not support item deletion 1 dict_keys(['x', 'data', '__builtins__'])
# expect: TypeError: cannot assign __builtins__ to frozendict globals TypeError: cannot assign __builtins__ to frozendict globals TypeError: cannot assign __builtins__ to frozendict globals
# expect: set a 1
# expect: set b 2
# expect: set b 3
# expect: del a
# expect: set c <module 'sys' (built-in)>
# expect: set d 4
# expect: made up 4
# expect: set f 
# expect: ['b', 'c', 'd', 'e', 'f'] 5
# expect: NameError: name 'a' is not defined made up
# expect: [(1, '<string>'), (1, '<string>'), (1, '<string>'), (2, '<string>'), (3, '<string>'), (4, '<string>'), (5, '<string>'), (8, '<string>')]
# expect: [(1, '<string>'), (1, '<string>'), (1, '<string>'), (2, '<string>'), (3, '<string>'), (4, '<string>'), (5, '<string>'), (8, '<string>')]
