from collections import OrderedDict, ChainMap

o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
print(list(o), o.popitem(last=False), list(o.items()))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1})
print(list(reversed(o)))
o.move_to_end("a", last=False)
print(list(o.items()), dict(o | {"z": 0}))
m = ChainMap({"x": 1}, {"x": 2, "y": 3})
m["new"] = 5
print(m["x"], m["y"], sorted(m), m.maps[0], m.parents["x"], len(m), m.new_child({"x": 0})["x"])

# expect: ['b', 'c', 'a'] ('b', 2) [('c', 3), ('a', 1)]
# expect: False True
# expect: ['a', 'c']
# expect: [('a', 1), ('c', 3)] {'a': 1, 'c': 3, 'z': 0}
# expect: 1 3 ['new', 'x', 'y'] {'x': 1, 'new': 5} 2 3 0
