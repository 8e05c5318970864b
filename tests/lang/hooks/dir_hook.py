class D:
    def __dir__(self):
        return ["b", "a"]


class E:
    x = 1

    def m(self):
        pass


e = E()
e.y = 2
print(dir(D()), [n for n in dir(e) if not n.startswith("__")])

# expect: ['a', 'b'] ['m', 'x', 'y']
