for i, (a, *b) in enumerate(["xyz", "pq"]):
    print(i, a, b)
box = {}
for box["key"] in range(3):
    pass
print(box)
for k, v in {"one": 1, "two": 2}.items():
    print(k, v)

# expect: 0 x ['y', 'z']
# expect: 1 p ['q']
# expect: {'key': 2}
# expect: one 1
# expect: two 2
