x = "outer"
values = [x for x in range(3)]
print(x, values)
print([y for y in range(2)], "y" in globals())

# expect: outer [0, 1, 2]
# expect: [0, 1] False
