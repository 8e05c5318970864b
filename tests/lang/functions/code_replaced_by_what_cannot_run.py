# Parts that do not go with the instructions: the code object shows them; ours refuses to run it, instead of doing anything.
import sys
import types


def f(a):
    x = 1
    return x


def other():
    y = 2
    z = 3
    return y


code, second = f.__code__, other.__code__
for name, value in (("co_code", second.co_code), ("co_consts", ()), ("co_names", ("myname",)), ("co_cellvars", ("cell",)),
                    ("co_freevars", ("free",)), ("co_flags", code.co_flags | 128), ("co_argcount", 0), ("co_stacksize", 50),
                    ("co_linetable", second.co_linetable), ("co_linetable", b""), ("co_exceptiontable", b"1234"), ("co_posonlyargcount", 1)):
    changed = code.replace(**{name: value})
    same = [n for n in dir(code) if n.startswith("co_") and n not in (name, "co_lines", "co_positions", "co_lnotab") and getattr(changed, n) != getattr(code, n)]
    print(name, getattr(changed, name) == value, changed == changed.replace(), name in ("co_linetable", "co_stacksize") or changed != code, same)
    again = changed.replace(**{name: getattr(code, name)})
    print([n for n in dir(code) if n.startswith("co_") and n not in ("co_lines", "co_positions", "co_lnotab") and getattr(again, n) != getattr(code, n)])

print(list(code.replace(co_linetable=b"").co_lines()))
print(code.replace(co_code=code.co_code, co_names=code.co_names) == code)
print(types.FunctionType(code.replace(co_posonlyargcount=1), {})(5), types.FunctionType(code.replace(co_consts=code.co_consts + (1, 2)), {})(5))
print(types.FunctionType(code.replace(co_stacksize=100, co_linetable=b""), {})(5))
two = code.replace(co_varnames=second.co_varnames + ("more",), co_nlocals=3)
print(two.co_varnames, two.co_nlocals)
for change in ({"co_nlocals": 1}, {"co_nlocals": 3}, {"co_varnames": ("a",)}, {"co_argcount": 3}, {"co_argcount": -1}, {"co_code": "x"},
               {"co_names": []}, {"co_nonsense": 1}, {"co_consts": 5}, {"co_name": 5}, {"co_firstlineno": "x"}):
    try:
        code.replace(**change)
        print("replaced", change)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, change)


def outer(__class__):
    return (lambda: __class__).__closure__


freed = code.replace(co_freevars=code.co_freevars + ("__class__",))
print(freed.co_freevars, types.FunctionType(freed.replace(co_name="g"), {}, "g", None, outer(int)).__closure__[0].cell_contents)


# What happens to bytecode that does not fit is the machine's own affair.
def g(a, b):
    return a.c(b)


refused = "code object cannot be run: replace() was given parts that do not go with its bytecode"
if sys.implementation.name == "tinypy":
    try:
        types.FunctionType(code.replace(co_code=g.__code__.co_code, co_consts=()), {})(1)
    except SystemError as e:
        refused = str(e)
print(refused)

# expect: co_code True True True []
# expect: []
# expect: co_consts True True True []
# expect: []
# expect: co_names True True True []
# expect: []
# expect: co_cellvars True True True []
# expect: []
# expect: co_freevars True True True []
# expect: []
# expect: co_flags True True True []
# expect: []
# expect: co_argcount True True True []
# expect: []
# expect: co_stacksize True True True []
# expect: []
# expect: co_linetable True True True []
# expect: []
# expect: co_linetable True True True []
# expect: []
# expect: co_exceptiontable True True True []
# expect: []
# expect: co_posonlyargcount True True True []
# expect: []
# expect: []
# expect: True
# expect: 1 1
# expect: 1
# expect: ('y', 'z', 'more') 3
# expect: ValueError {'co_nlocals': 1}
# expect: ValueError {'co_nlocals': 3}
# expect: ValueError {'co_varnames': ('a',)}
# expect: ValueError {'co_argcount': 3}
# expect: ValueError {'co_argcount': -1}
# expect: TypeError {'co_code': 'x'}
# expect: TypeError {'co_names': []}
# expect: TypeError {'co_nonsense': 1}
# expect: TypeError {'co_consts': 5}
# expect: TypeError {'co_name': 5}
# expect: TypeError {'co_firstlineno': 'x'}
# expect: ('__class__',) <class 'int'>
# expect: code object cannot be run: replace() was given parts that do not go with its bytecode
