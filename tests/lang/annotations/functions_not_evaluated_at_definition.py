# min-version: 3.14
def f(x: undefined_name) -> also_undefined: pass
print("defined")
try:
    f.__annotations__
except NameError as e:
    print(e)

# expect: defined
# expect: name 'undefined_name' is not defined
