"""Methods of native types called with three arguments, the object included: where all of them are parameters, and where something else comes along."""
import collections


def often(call, *arguments):
    for _ in range(50):
        result = call(*arguments)
    return result


class Mine(dict):
    def get(self, key, otherwise):
        return "mine", key, otherwise


class Table:
    def get(self, key, otherwise):
        return "table", key, otherwise


def get(table, key, otherwise):
    return table.get(key, otherwise)


def setdefault(table, key, value):
    return table.setdefault(key, value)


def pop(table, key, otherwise):
    return table.pop(key, otherwise)


def replace(text, old, new):
    return text.replace(old, new)


def insert(items, index, item):
    return items.insert(index, item)


print(often(get, {"a": 1}, "a", None), often(get, {"a": 1}, "b", [2]), often(get, {(1, 2): "key"}, (1, 2), 3))
print(get(Mine(a=1), "a", 2), get(Table(), "a", 2), get(collections.OrderedDict(a=5), "a", 2), get({"a": 1}, "a", None))

table = {}
values = [often(setdefault, table, key, [key]) for key in ("x", "y", "x")]
print(values, values[0] is values[2], table)
print(often(setdefault, collections.defaultdict(int), "x", 4), setdefault(table, "z", None))
print(often(pop, table, "w", "nothing"), pop(table, "x", None), table)

print(often(replace, "a-b-c", "-", "+"), replace(b"a-b", b"-", b"+"))
items = []
print(often(insert, items, 0, "i"), len(items), items[0])


def attempt(call, *arguments):
    try:
        print(often(call, *arguments))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


attempt(get, {}, [], None)
attempt(setdefault, {}, {}, None)
attempt(replace, "text", 1, 2)
attempt(insert, [], "0", 1)
attempt(get, 5, 1, 2)
print(get({"a": 1}, "a", None), replace("text", "t", "T"))


class Key:
    """Compares by running Python code that changes the table."""

    def __init__(self, table):
        self.table = table

    def __hash__(self):
        return 7

    def __eq__(self, other):
        self.table.clear()
        return False


class Noisy:
    def __del__(self):
        print("released")


table = {7: Noisy()}
print(get(table, Key(table), "gone"), len(table))
print(pop({}, 1, Noisy()) is not None)

# expect: 1 [2] key
# expect: ('mine', 'a', 2) ('table', 'a', 2) 5 1
# expect: [['x'], ['y'], ['x']] True {'x': ['x'], 'y': ['y']}
# expect: 4 None
# expect: nothing ['x'] {'y': ['y'], 'z': None}
# expect: a+b+c b'a+b'
# expect: None 50 i
# expect-before-3.15: TypeError: unhashable type: 'list'
# expect-before-3.15: TypeError: unhashable type: 'dict'
# expect-since-3.15: TypeError: cannot use 'list' as a dict key (unhashable type: 'list')
# expect-since-3.15: TypeError: cannot use 'dict' as a dict key (unhashable type: 'dict')
# expect: TypeError: replace() argument 1 must be str, not int
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: AttributeError: 'int' object has no attribute 'get'
# expect: 1 TexT
# expect: released
# expect: gone 0
# expect: released
# expect: True
