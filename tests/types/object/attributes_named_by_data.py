# Objects of one class with names of attributes that are data: however many there are, each object has its own.
class Row:
    kind = "row"

    def __init__(self, number):
        setattr(self, "n%d" % number, number)
        self.number = number


rows = [Row(n) for n in range(300)]
print(all(vars(row) == {"n%d" % n: n, "number": n} and list(vars(row))[0] == "n%d" % n for n, row in enumerate(rows)))
print(all(getattr(row, "n%d" % n) == row.number == n and row.kind == "row" for n, row in enumerate(rows)))
print(sum(hasattr(row, "n7") for row in rows))
for n, row in enumerate(rows):
    delattr(row, "n%d" % n)
    row.last = -n
print(all(vars(row) == {"number": n, "last": -n} for n, row in enumerate(rows)))

paths = []
for n in range(2000):  # many shapes, of which none has many children
    path = Row.__new__(Row)
    for place in range(12):
        setattr(path, "abc"[n // 3 ** (place % 7) % 3] + str(place), n)
    paths.append(path)
print(all(set(vars(path).values()) == {n} and len(vars(path)) == 12 for n, path in enumerate(paths)))
Row.kind = property(lambda self: "property")
print({row.kind for row in rows} | {path.kind for path in paths})
for row in rows: row.__dict__["kind"] = 1
print({row.kind for row in rows})

# expect: True
# expect: True
# expect: 1
# expect: True
# expect: True
# expect: {'property'}
# expect: {'property'}
