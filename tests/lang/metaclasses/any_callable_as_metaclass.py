def build(name, bases, ns):
    return name, bases, sorted(k for k in ns if not k.startswith("__"))


class Thing(metaclass=build):
    a = 1

    def b(self):
        pass


print(Thing)

# expect: ('Thing', (), ['a', 'b'])
