import copy


class Node:
    def __init__(self, items):
        self.items = items
        self.me = self


a = [1, [2, 3], {"k": [4]}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(9)
print(b, c, b[1] is a[1], c[1] is a[1])
n = Node([1])
m = copy.deepcopy(n)
print(m.me is m, m.items is n.items, m.items, copy.copy(n).items is n.items)
shared = [0]
d = copy.deepcopy([shared, shared])
print(d[0] is d[1], copy.deepcopy((1, "a")) , copy.copy("s"))


class Custom:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep"


print(copy.copy(Custom()), copy.deepcopy([Custom()]))

# expect: [1, [2, 3, 9], {'k': [4]}] [1, [2, 3], {'k': [4]}] True False
# expect: True False [1] True
# expect: True (1, 'a') s
# expect: copied ['deep']
