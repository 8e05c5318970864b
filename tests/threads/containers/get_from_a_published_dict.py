"""dict.get of a dict that several threads know: what is there, what is not, and keys that only their own code can compare."""

import threading


class Like:
    """Equal to a str, with its hash; no str."""

    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return other == self.text


class Item:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Item({self.name})"


table = {"item": Item("a"), "none": None, 3: "three", Like("like"): "alike"}
other = Item("other")
results = []


def look():
    fallback = Item("fallback")
    for key in ("item", "none", 3, 3.0, "like", "absent", 4, (1, 2), None):
        for _ in range(20):
            plain = table.get(key)
            shared = table.get(key, other)
            own = table.get(key, fallback)
            constant = table.get(key, 17)
        results.append((key, plain, shared, own, constant))
    try:
        table.get([])
    except TypeError as error:
        results.append(str(error))
    kept = table.get("absent", fallback)
    del fallback
    results.append(kept)


for _ in range(2):
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
look()
for line in results:
    print(line)
table.clear()
print(table.get("item"), table.get("item", other), results[0])

# expect: ('item', Item(a), Item(a), Item(a), Item(a))
# expect: ('none', None, None, None, None)
# expect: (3, 'three', 'three', 'three', 'three')
# expect: (3.0, 'three', 'three', 'three', 'three')
# expect: ('like', 'alike', 'alike', 'alike', 'alike')
# expect: ('absent', None, Item(other), Item(fallback), 17)
# expect: (4, None, Item(other), Item(fallback), 17)
# expect: ((1, 2), None, Item(other), Item(fallback), 17)
# expect: (None, None, Item(other), Item(fallback), 17)
# expect-before-3.15: unhashable type: 'list'
# expect-since-3.15: cannot use 'list' as a dict key (unhashable type: 'list')
# expect: Item(fallback)
# expect: ('item', Item(a), Item(a), Item(a), Item(a))
# expect: ('none', None, None, None, None)
# expect: (3, 'three', 'three', 'three', 'three')
# expect: (3.0, 'three', 'three', 'three', 'three')
# expect: ('like', 'alike', 'alike', 'alike', 'alike')
# expect: ('absent', None, Item(other), Item(fallback), 17)
# expect: (4, None, Item(other), Item(fallback), 17)
# expect: ((1, 2), None, Item(other), Item(fallback), 17)
# expect: (None, None, Item(other), Item(fallback), 17)
# expect-before-3.15: unhashable type: 'list'
# expect-since-3.15: cannot use 'list' as a dict key (unhashable type: 'list')
# expect: Item(fallback)
# expect: ('item', Item(a), Item(a), Item(a), Item(a))
# expect: ('none', None, None, None, None)
# expect: (3, 'three', 'three', 'three', 'three')
# expect: (3.0, 'three', 'three', 'three', 'three')
# expect: ('like', 'alike', 'alike', 'alike', 'alike')
# expect: ('absent', None, Item(other), Item(fallback), 17)
# expect: (4, None, Item(other), Item(fallback), 17)
# expect: ((1, 2), None, Item(other), Item(fallback), 17)
# expect: (None, None, Item(other), Item(fallback), 17)
# expect-before-3.15: unhashable type: 'list'
# expect-since-3.15: cannot use 'list' as a dict key (unhashable type: 'list')
# expect: Item(fallback)
# expect: None Item(other) ('item', Item(a), Item(a), Item(a), Item(a))
