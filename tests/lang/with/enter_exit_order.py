class CM:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value, tb is not None)


with CM("a") as a, CM("b") as b:
    print(a, b)
with (CM("c") as c, CM("d")):
    print(c)
try:
    with CM("e"), CM("f"):
        raise ValueError("bad")
except ValueError as error:
    print("out", error)

# expect: enter a
# expect: enter b
# expect: a b
# expect: exit b None None False
# expect: exit a None None False
# expect: enter c
# expect: enter d
# expect: c
# expect: exit d None None False
# expect: exit c None None False
# expect: enter e
# expect: enter f
# expect: exit f ValueError bad True
# expect: exit e ValueError bad True
# expect: out bad
