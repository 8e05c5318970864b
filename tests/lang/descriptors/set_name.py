class Field:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, obj, owner):
        return self if obj is None else getattr(obj, self.name, "unset")

    def __set__(self, obj, value):
        setattr(obj, self.name, value)


class Model:
    first = Field()
    second = Field()


m = Model()
m.first = 1
print(m.first, m.second, vars(m))

# expect: set_name Model first
# expect: set_name Model second
# expect: 1 unset {'_first': 1}
