class P:
    @property
    def read_only(self):
        return 1

    write_only = property(None, lambda self, v: print("set", v))


p = P()
p.write_only = 3
for action in ("p.read_only = 2", "del p.read_only", "p.write_only"):
    try:
        exec(action)
    except AttributeError as error:
        print(error)

# expect: set 3
# expect: property 'read_only' of 'P' object has no setter
# expect: property 'read_only' of 'P' object has no deleter
# expect: property 'write_only' of 'P' object has no getter
