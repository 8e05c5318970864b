class Bag:
    def __init__(self, *items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __contains__(self, x):
        return x in self.items

    def __getitem__(self, i):
        print("item", i)
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __call__(self, *args, **kwargs):
        return args, kwargs


b = Bag(1, 2, 3)
print(len(b), 2 in b, 9 in b, b[0], b[1:], b(1, k=2))
b[0] = "new"
del b[1]
print(b.items, [x for x in b])

# expect: item 0
# expect: item slice(1, None, None)
# expect: 3 True False 1 [2, 3] ((1,), {'k': 2})
# expect: item 0
# expect: item 1
# expect: item 2
# expect: ['new', 3] ['new', 3]
