class Tree:
    def __init__(self, *children):
        self.children = children

    def __iter__(self):
        yield self
        for c in self.children:
            yield from c


print(len(list(Tree(Tree(), Tree(Tree())))))
f = lambda: (yield 5)
print(list(f()))
g = (lambda: (yield))()
next(g)
try:
    g.send("sent")
except StopIteration as stop:
    print(stop.value)

# expect: 4
# expect: [5]
# expect: sent
