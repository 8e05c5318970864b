print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max("a", "bb", key=len), min([], default="none"))
print(max([(1, "a"), (1, "b")]), max([1, 1.0]), min([1.0, 1]), max(["aa", "b"], key=len))
print(max({"a": 5, "b": 1}))
for source in ("min()", "min(1)", "max(1, 'a')", "min(1, 2, default=3)"):
    try:
        eval(source)
    except (TypeError, ValueError) as error:
        print(error)

# expect: 1 3 e bb none
# expect: (1, 'b') 1 1.0 aa
# expect: b
# expect: min expected at least 1 argument, got 0
# expect: 'int' object is not iterable
# expect: '>' not supported between instances of 'str' and 'int'
# expect: Cannot specify a default for min() with multiple positional arguments
