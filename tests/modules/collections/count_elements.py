import _collections
import collections


class Dict(dict):
    def get(self, key, default=None):
        asked.append(key)
        return super().get(key, default)


class Counting(dict):
    def __setitem__(self, key, value):
        set_items.append((key, value))
        super().__setitem__(key, value)


asked, set_items = [], []
counts = {"a": 1}
print(_collections._count_elements(counts, "abcab"), counts)
for mapping in (Dict(), Counting(), collections.Counter(a=2), collections.OrderedDict(b=1)):
    _collections._count_elements(mapping, iter("abca"))
    print(type(mapping).__name__, dict(mapping))
print(asked, set_items)
_collections._count_elements(counts, ())
counts["bad"] = "text"


class Unhashable:
    __hash__ = None


def failing():
    yield "a"
    raise ValueError("in the middle")


for source in ("_collections._count_elements(counts, ['bad'])", "_collections._count_elements(counts, [Unhashable()])", "_collections._count_elements(counts, failing())",
               "_collections._count_elements(counts, 5)", "_collections._count_elements(5, 'a')", "_collections._count_elements({})"):
    try:
        print(source, eval(source))
    except (TypeError, OverflowError) as error:
        print(source, type(error).__name__)
    except Exception as error:
        print(source, type(error).__name__, error)
print(counts)

# expect: None {'a': 3, 'b': 2, 'c': 1}
# expect: Dict {'a': 2, 'b': 1, 'c': 1}
# expect: Counting {'a': 2, 'b': 1, 'c': 1}
# expect: Counter {'a': 4, 'b': 1, 'c': 1}
# expect: OrderedDict {'b': 2, 'a': 2, 'c': 1}
# expect: ['a', 'b', 'c', 'a'] [('a', 1), ('b', 1), ('c', 1), ('a', 2)]
# expect: _collections._count_elements(counts, ['bad']) TypeError
# expect: _collections._count_elements(counts, [Unhashable()]) TypeError
# expect: _collections._count_elements(counts, failing()) ValueError in the middle
# expect: _collections._count_elements(counts, 5) TypeError
# expect: _collections._count_elements(5, 'a') AttributeError 'int' object has no attribute 'get'
# expect: _collections._count_elements({}) TypeError
# expect: {'a': 4, 'b': 2, 'c': 1, 'bad': 'text'}
