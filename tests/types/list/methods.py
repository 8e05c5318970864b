a = [3, 1, 2]
a.append(5)
a.extend((7, 8))
a.insert(1, "x")
a.insert(-1, "y")
a.insert(100, "end")
print(a, a.index("x"), a.count(5), a.pop(), a.pop(0), a.pop(-2))
a.remove("x")
a.reverse()
b = a.copy()
b.clear()
print(a, b, len(a), a.index(1, 1), [1, 2, 1].index(1, 1))

# expect: ['x', 1, 2, 5, 7, 8] 1 1 end 3 y
# expect: [8, 7, 5, 2, 1] [] 5 4 2
