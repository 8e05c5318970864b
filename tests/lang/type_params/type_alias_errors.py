# min-version: 3.12
type A = undefined_name
try:
    A.__value__
except NameError as e:
    print(e)
try:
    A[int]
except TypeError as e:
    print(e)
try:
    A.__name__ = "B"
except AttributeError as e:
    print("read-only")
try:
    A()
except TypeError as e:
    print(e)
try:
    class C(A): pass
except TypeError as e:
    print("no base")

# expect: name 'undefined_name' is not defined
# expect: Only generic type aliases are subscriptable
# expect: read-only
# expect: 'typing.TypeAliasType' object is not callable
# expect: no base
