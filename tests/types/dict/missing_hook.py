class Tree(dict):
    def __missing__(self, key):
        value = self[key] = type(self)()
        return value


t = Tree()
t["a"]["b"]["c"] = 1
print(t, t.get("zzz"), "q" in t)

# expect: {'a': {'b': {'c': 1}}} None False
