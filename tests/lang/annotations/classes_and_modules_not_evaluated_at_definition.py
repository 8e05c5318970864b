# min-version: 3.14
import sys
calls = []
def note(x):
    calls.append(x)
    return x
class C:
    x: note("x")
    y: undefined_class_name
    (z): undefined_target
z: undefined_module_name
print("defined", calls)
for thing in (C, sys.modules[__name__]):
    try:
        thing.__annotations__
    except NameError as e:
        print(e, calls)
undefined_class_name = int
print(C.__annotations__, calls)
print(C.__annotations__ is C.__annotations__, calls)

# expect: defined []
# expect: name 'undefined_class_name' is not defined ['x']
# expect: name 'undefined_module_name' is not defined ['x']
# expect: {'x': 'x', 'y': <class 'int'>} ['x', 'x']
# expect: True ['x', 'x']
