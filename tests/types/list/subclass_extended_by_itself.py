# A list that is added to itself doubles, that of a subclass too: it does not run after its own end.
class Plain(list):
    pass


class Iterating(list):
    def __iter__(self):
        return iter("xy")


for make in (list, Plain):
    a = make([1, 2])
    a.extend(a)
    a += a
    print(a)
    a[1:3] = a
    print(a)
b = [0]
b.extend(Plain([1, 2]))
b.extend(Iterating([1, 2]))
print(b)

# expect: [1, 2, 1, 2, 1, 2, 1, 2]
# expect: [1, 1, 2, 1, 2, 1, 2, 1, 2, 2, 1, 2, 1, 2]
# expect: [1, 2, 1, 2, 1, 2, 1, 2]
# expect: [1, 1, 2, 1, 2, 1, 2, 1, 2, 2, 1, 2, 1, 2]
# expect: [0, 1, 2, 'x', 'y']
