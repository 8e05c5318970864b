calls = []


def where():
    calls.append("where")
    return 0


values = [10]
values[where()] += 5
print(values, calls)


class Holder:
    count = 1


Holder.count += 2
h = Holder()
h.count += 10
print(Holder.count, h.count, vars(h))

# expect: [15] ['where']
# expect: 3 13 {'count': 13}
