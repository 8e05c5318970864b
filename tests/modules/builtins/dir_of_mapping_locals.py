class Names:
    def __getitem__(self, key):
        if key == "a":
            return 12
        raise KeyError
    def keys(self): return list("zyx")

print(eval("a", globals(), Names()), eval("dir()", globals(), Names()))

# expect: 12 ['x', 'y', 'z']
