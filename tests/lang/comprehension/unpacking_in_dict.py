# min-version: 3.15
dicts = [{"a": 1}, {"b": 2, "a": 3}]
print({**d for d in dicts}, {**d for d in []})
try:
    {**x for x in [1]}
except TypeError as e:
    print(e)

# expect: {'a': 3, 'b': 2} {}
# expect: 'int' object is not a mapping
