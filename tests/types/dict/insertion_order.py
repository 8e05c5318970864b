d = {}
for k in "hello":
    d[k] = d.get(k, 0) + 1
print(d)
del d["h"]
d["h"] = 5
d["e"] = 9
print(d, list(reversed(d)), next(iter(d)))
e = {i: i for i in range(5)}
for i in (0, 2, 4):
    del e[i]
e[2] = "back"
print(e, {1: "a", 2: "b"} == {2: "b", 1: "a"})

# expect: {'h': 1, 'e': 1, 'l': 2, 'o': 1}
# expect: {'e': 9, 'l': 2, 'o': 1, 'h': 5} ['h', 'o', 'l', 'e'] e
# expect: {1: 1, 3: 3, 2: 'back'} True
