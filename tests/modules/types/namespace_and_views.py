import types

n = types.SimpleNamespace(a=1, b="x")
n.c = 3
print(n, n == types.SimpleNamespace(a=1, b="x", c=3), vars(n))
m = types.MappingProxyType({"k": 1})
print(m["k"], len(m), m)
try:
    m["z"] = 1
except TypeError as error:
    print(error)
print(types.FunctionType.__name__, types.GeneratorType.__name__)
print(isinstance(len, types.BuiltinFunctionType), types.MethodType(lambda self: self, 5)())
print(types.NoneType, types.new_class("N", (), {}, lambda ns: ns.update(x=1)).x)
f = types.FunctionType((lambda: x).__code__, {"x": "global given"})
print(f(), types.CellType(5).cell_contents)

# expect: namespace(a=1, b='x', c=3) True {'a': 1, 'b': 'x', 'c': 3}
# expect: 1 1 {'k': 1}
# expect: 'mappingproxy' object does not support item assignment
# expect: function generator
# expect: True 5
# expect: <class 'NoneType'> 1
# expect: global given 5
