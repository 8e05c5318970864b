class Proxy:
    def __init__(self):
        self.real = 1

    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(name)
        return f"made {name}"


p = Proxy()
print(p.real, p.fake, hasattr(p, "nothing"), getattr(p, "none", "default"))


class Log:
    def __getattribute__(self, name):
        print("get", name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


q = Log()
q.x = 1
print(q.x)
del q.x

# expect: 1 made fake False default
# expect: set x
# expect: get x
# expect: 1
# expect: del x
