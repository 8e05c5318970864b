s = {1}
s.add(2)
s.add(2)
s.update([3, 4], "ab")
s.discard(99)
s.discard("a")
s.remove("b")
print(sorted(s), len(s), 2 in s, [] == [x for x in set()], s.pop() in {1, 2, 3, 4}, len(s))
c = s.copy()
c.clear()
print(c, set(), len(s), set("hello") == set("ohell"), sorted(set([3, 1, 3])), {1, True, 1.0})
s.intersection_update([3, 4])
s.difference_update([4])
s.symmetric_difference_update([3, 5])
print(s)
for source in ("set().pop()", "set().remove('x')", "set(5)", "hash(set())", "set().add([])"):
    try:
        eval(source)
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)

# expect: [1, 2, 3, 4] 4 True True True 3
# expect: set() set() 3 True [1, 3] {1}
# expect: {5}
# expect: KeyError 'pop from an empty set'
# expect: KeyError 'x'
# expect: TypeError 'int' object is not iterable
# expect: TypeError unhashable type: 'set'
# expect-before-3.15: TypeError unhashable type: 'list'
# expect-since-3.15: TypeError cannot use 'list' as a set element (unhashable type: 'list')
