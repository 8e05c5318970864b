"""A key whose comparison changes the table: look-ups, stores and deletions come to an end."""


class Key:
    def __init__(self, table):
        self.table = table

    def __hash__(self):
        return 7

    def __eq__(self, other):
        self.table.pop("other", None)
        self.table["other"] = 1
        return isinstance(other, Key)


table = {}
table[Key(table)] = "first"
for n in range(20):
    table[Key(table)] = n
print(len(table), table.get(Key(table)), Key(table) in table, table["other"])
print(table.setdefault(Key(table), "new"), table.pop(Key(table)), sorted(map(type, table), key=str))
table[Key(table)] = "again"
del table[Key(table)]
print(table)


class Member:
    def __init__(self, items):
        self.items = items

    def __hash__(self):
        return 7

    def __eq__(self, other):
        self.items.discard("other")
        self.items.add("other")
        return isinstance(other, Member)


items = set()
items.add(Member(items))
for n in range(20):
    items.add(Member(items))
print(len(items), Member(items) in items)
items.remove(Member(items))
print(items)

# expect: 2 19 True 1
# expect: 19 19 [<class 'str'>]
# expect: {'other': 1}
# expect: 2 True
# expect: {'other'}
