values = [1, 2, 3]
for v in values:
    if v < 3:
        values.append(v + 10)
    if len(values) > 6:
        break
print(values)
values = [1, 2, 3, 4]
for v in values:
    values.remove(v)
print(values)
d = {"a": 1}
try:
    for k in d:
        d[k + "x"] = 1
except RuntimeError as error:
    print(error)
s = {1}
try:
    for x in s:
        s.add(x + 100)
except RuntimeError as error:
    print(error)

# expect: [1, 2, 3, 11, 12]
# expect: [2, 4]
# expect: dictionary changed size during iteration
# expect: Set changed size during iteration
