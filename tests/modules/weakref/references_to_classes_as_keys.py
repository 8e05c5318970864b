# Weak references are equal if their referents are: in dicts, with all kinds of classes.
import gc
import weakref
from weakref import WeakKeyDictionary, WeakSet, ref

class A: pass
class B: pass

class Meta(type):
    compared = 0
    def __eq__(self, other):
        Meta.compared += 1
        return isinstance(other, Meta)
    def __hash__(self):
        return 7

class C(metaclass=Meta): pass
class D(metaclass=Meta): pass

class Never(type):
    def __eq__(self, other):
        return False
    __hash__ = type.__hash__

class E(metaclass=Never): pass

def callback(r):
    pass

def look_up():
    table = {ref(A, callback): "a", ref(B, callback): "b", ref(int, callback): "int"}
    return [table.get(ref(x)) for x in (A, B, int, str)], ref(A, callback) in table, len(table)

def same_hash():
    table = {ref(C, callback): "c"}
    found = table[ref(D)], table[ref(C)]
    table[ref(D, callback)] = "d"
    return found, list(table.values()), Meta.compared > 0

def never_equal():
    first, second = ref(E, callback), ref(E)
    return first == second, first != second, first == first, second in {first: 1}, first in {first: 1}

def dead():
    class F: pass
    first, second = ref(F, callback), ref(F)
    table = {first: 1}
    before = table[second]
    del F
    gc.collect()
    return before, first() is None, table.get(second), table[first], first == second

def instances():
    a, b = A(), A()
    table = WeakKeyDictionary({a: 1, b: 2})
    both = table[a], table[b], ref(a) == ref(b)
    del a
    gc.collect()
    return both, list(table.values())

def weak_dict():
    table = WeakKeyDictionary()
    for x in (A, B, C, D, int, str, A):
        table[x] = x.__name__
    return sorted(table.values()), table[A], str in table, float in table, len(WeakSet((A, B, A, int)))

for round in range(3):
    print(look_up(), same_hash(), never_equal())
    print(dead(), instances(), weak_dict())

# expect: (['a', 'b', 'int', None], True, 3) (('c', 'c'), ['d'], True) (False, True, False, False, True)
# expect: (1, True, None, 1, False) ((1, 2, False), [2]) (['A', 'B', 'D', 'int', 'str'], 'A', True, False, 3)
# expect: (['a', 'b', 'int', None], True, 3) (('c', 'c'), ['d'], True) (False, True, False, False, True)
# expect: (1, True, None, 1, False) ((1, 2, False), [2]) (['A', 'B', 'D', 'int', 'str'], 'A', True, False, 3)
# expect: (['a', 'b', 'int', None], True, 3) (('c', 'c'), ['d'], True) (False, True, False, False, True)
# expect: (1, True, None, 1, False) ((1, 2, False), [2]) (['A', 'B', 'D', 'int', 'str'], 'A', True, False, 3)
