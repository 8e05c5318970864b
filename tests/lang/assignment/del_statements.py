x = 1
del x
try:
    x
except NameError as error:
    print(error)
values = list(range(8))
del values[0], values[-1]
del values[1:3]
print(values)
table = {"a": 1, "b": 2}
del table["a"]
print(table)


class Box:
    pass


box = Box()
box.item = 3
del box.item
print(hasattr(box, "item"))
a, b = 1, 2
del (a, b)
print("a" in globals(), "b" in globals())

# expect: name 'x' is not defined
# expect: [1, 4, 5, 6]
# expect: {'b': 2}
# expect: False
# expect: False False
