# What a nested function takes from its globals when it is made: __module__ from __name__, and the builtins.
import builtins


def make():
    def inner():
        return len("abc")
    return inner


def names(count=1):
    return [make().__module__ for _ in range(count)]


print(names(3))
home = __name__
globals()["__name__"] = "other"
print(names(2))
del globals()["__name__"]
print(names(2))
globals()["__name__"] = home
print(names(2))
for i in range(40):
    globals()[f"filler_{i}"] = i
print(names(2))
for i in range(40):
    del globals()[f"filler_{i}"]
print(names(2))
__name__ = 5
print(make().__module__)
__name__ = home

# The same code with other globals.
space = {"__name__": "first"}
exec("""
def make():
    return lambda: len("abc")
made = [make(), make()]
""", space)
print([f.__module__ for f in space["made"]], space["made"][1]())
other = {"__name__": "second", "__builtins__": {"len": lambda text: "no len"}}
make_there = type(make)(space["make"].__code__, other)
print(make_there().__module__, make_there()(), make_there()())
print(space["make"]().__module__, space["make"]()())
print(make_there().__module__, make_there()())

# Builtins that are exchanged while functions are being made: the next function has the new ones.
space["__builtins__"] = {"len": lambda text: "exchanged"}
print(space["make"]()())
space["__builtins__"] = builtins
print(space["make"]()())
del space["__name__"]
print(space["make"]().__module__)

# expect: ['__main__', '__main__', '__main__']
# expect: ['other', 'other']
# expect: [None, None]
# expect: ['__main__', '__main__']
# expect: ['__main__', '__main__']
# expect: ['__main__', '__main__']
# expect: 5
# expect: ['first', 'first'] 3
# expect: second no len no len
# expect: first 3
# expect: second no len
# expect: exchanged
# expect: 3
# expect: None
