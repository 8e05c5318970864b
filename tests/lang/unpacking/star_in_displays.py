a = [1, 2]
print([*a, 3, *"xy"], (*a, *a), {*a, 2, 5} == {1, 2, 5})
print({**{"x": 1, "y": 2}, "y": 3, **{"z": 4}})
print(*a, *range(2), sep="-")
t = *a, 9
print(t)

# expect: [1, 2, 3, 'x', 'y'] (1, 2, 1, 2) True
# expect: {'x': 1, 'y': 3, 'z': 4}
# expect: 1-2-0-1
# expect: (1, 2, 9)
