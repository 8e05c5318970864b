print([1] + [2], [1, 2] * 2, 2 * [0], [1] * -1, [1, 2] < [1, 3], [1] < [1, 0], [] < [0])
print([2] > [1, 9], [1, [2]] == [1, [2]], [1, 2] != [2, 1])
x = [[]] * 3
x[0].append(1)
print(x)
a = [1]
a.append(a)
print(a, a == a)

# expect: [1, 2] [1, 2, 1, 2] [0, 0] [] True True True
# expect: True True True
# expect: [[1], [1], [1]]
# expect: [1, [...]] True
