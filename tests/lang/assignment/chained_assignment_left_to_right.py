order = []


class Target:
    def __setattr__(self, name, value):
        order.append((name, value))


t = Target()
t.a = t.b = t.c = 7
print(order)
x = y = []
x.append(1)
print(y)
i = values = [0, 0]
i = values[i is values] = 5
print(i, values)

# expect: [('a', 7), ('b', 7), ('c', 7)]
# expect: [1]
# expect: 5 [5, 0]
