# Slices and slice assignment with steps, from every kind of source, and of the list itself.
base = list(range(10)) + ["x", (1,)]
for s in (slice(None, None, -1), slice(7, 2, -2), slice(-3, None, 2), slice(5, 100, 3), slice(3, None, -1), slice(0, -1, -1)):
    print(base[s])
for source in ([1, 2, 3], (4, 5, 6), range(3), {7: 8}, "ab", iter([9]), [], ()):
    for part in (slice(2, 5), slice(0, 0), slice(9, 3), slice(None)):
        a = list(range(8))
        a[part] = source
        print(a, end=" ")
    print()
a = [1, 2, 3, 4]
a[1:3] = a
print(a)
a[:] = a
print(a)
a[::2] = a[::-2]
print(a)
a[::-1] = a[:]
print(a)
for wrong in (lambda: a.__setitem__(slice(None, None, 2), [1]), lambda: a.__setitem__(slice(None), 5), lambda: a.__setitem__(slice(None, None, 0), [])):
    try:
        wrong()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)


class Shrinking:
    def __index__(self):
        del b[3:]
        return 5


b = list(range(9))
b[Shrinking():8] = [1, 2]
print(b)


class Witness:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, len(c))


c = [Witness(1), Witness(2), 3]
c[0:2] = [4, 5]
print(c)
c = [Witness(6)]
c[:] = (7, 8, 9)
print(c)
print([1] * 3 + ["a"] * 2, [[]] * 2, ["x", 1] * 3, 0 * [1], [1, 2] * -1, [] * 5)
d = []
d.insert(0, "a"); d.insert(0, "b"); d.insert(-1, "c"); d.insert(100, "d"); d.insert(-100, "e")
print(d, d.pop(0), d.pop(2), d)


class Sub(list):
    def __iter__(self):
        return iter("never")


print(Sub([1, 2]) + [3], [0] + Sub([1, 2]), Sub([1, 2]) * 2)

# expect: [(1,), 'x', 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
# expect: [7, 5, 3]
# expect: [9, (1,)]
# expect: [5, 8, (1,)]
# expect: [3, 2, 1, 0]
# expect: []
# expect: [0, 1, 1, 2, 3, 5, 6, 7] [1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7] [0, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3] [1, 2, 3] 
# expect: [0, 1, 4, 5, 6, 5, 6, 7] [4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 7] [0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6] [4, 5, 6] 
# expect: [0, 1, 0, 1, 2, 5, 6, 7] [0, 1, 2, 0, 1, 2, 3, 4, 5, 6, 7] [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2] [0, 1, 2] 
# expect: [0, 1, 7, 5, 6, 7] [7, 0, 1, 2, 3, 4, 5, 6, 7] [0, 1, 2, 3, 4, 5, 6, 7, 7] [7] 
# expect: [0, 1, 'a', 'b', 5, 6, 7] ['a', 'b', 0, 1, 2, 3, 4, 5, 6, 7] [0, 1, 2, 3, 4, 5, 6, 7, 'a', 'b'] ['a', 'b'] 
# expect: [0, 1, 9, 5, 6, 7] [0, 1, 2, 3, 4, 5, 6, 7] [0, 1, 2, 3, 4, 5, 6, 7] [] 
# expect: [0, 1, 5, 6, 7] [0, 1, 2, 3, 4, 5, 6, 7] [0, 1, 2, 3, 4, 5, 6, 7] [] 
# expect: [0, 1, 5, 6, 7] [0, 1, 2, 3, 4, 5, 6, 7] [0, 1, 2, 3, 4, 5, 6, 7] [] 
# expect: [1, 1, 2, 3, 4, 4]
# expect: [1, 1, 2, 3, 4, 4]
# expect: [4, 1, 3, 3, 1, 4]
# expect: [4, 1, 3, 3, 1, 4]
# expect: ValueError attempt to assign sequence of size 1 to extended slice of size 3
# expect: TypeError must assign iterable to extended slice
# expect: ValueError slice step cannot be zero
# expect: [0, 1, 2, 1, 2]
# expect: del 2 3
# expect: del 1 3
# expect: [4, 5, 3]
# expect: del 6 3
# expect: [7, 8, 9]
# expect: [1, 1, 1, 'a', 'a'] [[], []] ['x', 1, 'x', 1, 'x', 1] [] [] []
# expect: ['b', 'c', 'd'] e a ['b', 'c', 'd']
# expect: [1, 2, 3] [0, 1, 2] [1, 2, 1, 2]
