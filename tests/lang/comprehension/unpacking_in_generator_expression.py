# min-version: 3.15
g = (*x for x in ([1, 2], "ab"))
print(next(g), list(g), sum((*x for x in ([1], [2, 3]))))

# expect: 1 [2, 'a', 'b'] 6
