for value in (1, [], [(1, 2)], "ab"):
    try:
        print({**value})
    except TypeError as error:
        print(error)
class Mapping:
    def keys(self): return "ab"
    def __getitem__(self, key): return key * 2
print({**Mapping(), "c": 1})

# expect: 'int' object is not a mapping
# expect: 'list' object is not a mapping
# expect: 'list' object is not a mapping
# expect: 'str' object is not a mapping
# expect: {'a': 'aa', 'b': 'bb', 'c': 1}
