d = {"a": [1], (1, 2): None}
d["self"] = d
d["list"] = [d]
print(d)
print({"k": "it's"}, {1: {2: {}}}, {}.items(), {}.keys(), {None: ...})

# expect: {'a': [1], (1, 2): None, 'self': {...}, 'list': [{...}]}
# expect: {'k': "it's"} {1: {2: {}}} dict_items([]) dict_keys([]) {None: Ellipsis}
