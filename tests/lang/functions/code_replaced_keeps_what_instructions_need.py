# Constants that are names, and flags that decide where arguments go: refused, or without an effect on what runs.
import types
def f(a, *rest): return missing_name + a.attribute + len(a=1) + (lambda: a)()
code = f.__code__
for change in ({"co_consts": (1,) * len(code.co_consts)}, {"co_consts": tuple(types for _ in code.co_consts)}, {"co_flags": code.co_flags ^ 4},
               {"co_flags": code.co_flags | 0x20}):
    try:
        changed = code.replace(**change)
    except ValueError:
        continue
print(code.replace(co_flags=code.co_flags | 0x100).co_flags & 0x100)
try:
    f(1)
except NameError as e:
    print(e)

# expect: 256
# expect: name 'missing_name' is not defined
