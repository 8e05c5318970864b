d = {}
for i in range(5000):
    d[i * 7] = i
for i in range(0, 5000, 2):
    del d[i * 7]
for i in range(1000):
    d[f"k{i}"] = i
print(len(d), sum(v for v in d.values()), 7 in d, 14 in d, d["k999"], list(d)[:3], list(d)[-1])
for k in list(d):
    if isinstance(k, int):
        del d[k]
print(len(d), next(iter(d)))

# expect: 3500 6749500 True False 999 [7, 21, 35] k999
# expect: 1000 k0
