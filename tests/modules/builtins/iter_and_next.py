it = iter([1, 2])
print(next(it), next(it), next(it, "none"))
try:
    next(it)
except StopIteration as stop:
    print(repr(stop))
print(type(iter([])).__name__, type(iter({})).__name__, type(iter(())).__name__)
print(type(iter(set())).__name__, type(iter(range(1))).__name__, type(iter(b"")).__name__)
print(type(iter({}.items())).__name__)
for source in ("iter(5)", "next(5)", "next()", "iter()"):
    try:
        eval(source)
    except TypeError as error:
        print(error)

# expect: 1 2 none
# expect: StopIteration()
# expect: list_iterator dict_keyiterator tuple_iterator
# expect: set_iterator range_iterator bytes_iterator
# expect: dict_itemiterator
# expect: 'int' object is not iterable
# expect: 'int' object is not an iterator
# expect: next expected at least 1 argument, got 0
# expect: iter expected at least 1 argument, got 0
