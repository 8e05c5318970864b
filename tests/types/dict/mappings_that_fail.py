# min-version: 3.15
# What is said of mappings and pairs that cannot be read, and which errors pass through.
import collections
class NoKeys: pass
class Number:
    def keys(self): return 1
class Raises:
    def __init__(self, error): self.error = error
    def keys(self): raise self.error
class NoItem:
    def keys(self): return [1]
class RaisesInItem(NoItem):
    def __getitem__(self, key): raise AttributeError("item")
def f(**kw): pass
for mapping in (NoKeys(), Number(), Raises(AttributeError("a")), Raises(KeyError("k")), NoItem(), RaisesInItem(), 5):
    for name, call in (("display", lambda: {**mapping}), ("call", lambda: f(**mapping)), ("both", lambda: f(**{"a": 1}, **mapping)), ("dict", lambda: dict(mapping)),
                       ("update", lambda: {}.update(mapping)), ("frozendict", lambda: frozendict(mapping)), ("defaultdict", lambda: collections.defaultdict(None, mapping))):
        try:
            call()
        except Exception as e:
            print(name, type(e).__name__, e)
def bad():
    yield "key"
    raise TypeError("oops")
for pairs in ([1], [(1, 2), 3], [[1]], [(1, 2, 3)], ["ab", "abc"], [bad()], 7):
    try:
        dict(pairs)
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "__notes__", None))

# expect: display TypeError 'NoKeys' object is not a mapping
# expect: call TypeError Value after ** must be a mapping, not NoKeys
# expect: both TypeError Value after ** must be a mapping, not NoKeys
# expect: dict TypeError 'NoKeys' object is not iterable
# expect: update TypeError 'NoKeys' object is not iterable
# expect: frozendict TypeError 'NoKeys' object is not iterable
# expect: defaultdict TypeError 'NoKeys' object is not iterable
# expect: display TypeError Number.keys() must return an iterable, not int
# expect: call TypeError Number.keys() must return an iterable, not int
# expect: both TypeError Number.keys() must return an iterable, not int
# expect: dict TypeError Number.keys() must return an iterable, not int
# expect: update TypeError Number.keys() must return an iterable, not int
# expect: frozendict TypeError Number.keys() must return an iterable, not int
# expect: defaultdict TypeError Number.keys() must return an iterable, not int
# expect: display AttributeError a
# expect: call AttributeError a
# expect: both AttributeError a
# expect: dict AttributeError a
# expect: update AttributeError a
# expect: frozendict AttributeError a
# expect: defaultdict AttributeError a
# expect: display KeyError 'k'
# expect: call KeyError 'k'
# expect: both KeyError 'k'
# expect: dict KeyError 'k'
# expect: update KeyError 'k'
# expect: frozendict KeyError 'k'
# expect: defaultdict KeyError 'k'
# expect: display TypeError 'NoItem' object is not subscriptable
# expect: call TypeError 'NoItem' object is not subscriptable
# expect: both TypeError 'NoItem' object is not subscriptable
# expect: dict TypeError 'NoItem' object is not subscriptable
# expect: update TypeError 'NoItem' object is not subscriptable
# expect: frozendict TypeError 'NoItem' object is not subscriptable
# expect: defaultdict TypeError 'NoItem' object is not subscriptable
# expect: display AttributeError item
# expect: call AttributeError item
# expect: both AttributeError item
# expect: dict AttributeError item
# expect: update AttributeError item
# expect: frozendict AttributeError item
# expect: defaultdict AttributeError item
# expect: display TypeError 'int' object is not a mapping
# expect: call TypeError Value after ** must be a mapping, not int
# expect: both TypeError Value after ** must be a mapping, not int
# expect: dict TypeError 'int' object is not iterable
# expect: update TypeError 'int' object is not iterable
# expect: frozendict TypeError 'int' object is not iterable
# expect: defaultdict TypeError 'int' object is not iterable
# expect: TypeError object is not iterable ['Cannot convert dictionary update sequence element #0 to a sequence']
# expect: TypeError object is not iterable ['Cannot convert dictionary update sequence element #1 to a sequence']
# expect: ValueError dictionary update sequence element #0 has length 1; 2 is required None
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required None
# expect: ValueError dictionary update sequence element #1 has length 3; 2 is required None
# expect: TypeError oops ['Cannot convert dictionary update sequence element #0 to a sequence']
# expect: TypeError 'int' object is not iterable None
