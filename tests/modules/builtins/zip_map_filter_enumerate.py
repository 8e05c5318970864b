print(list(zip("abc", range(2))), list(zip()), list(zip([1, 2])), list(zip(*[(1, 2), (3, 4)])))
print(list(map(lambda a, b: a * b, [1, 2, 3], [4, 5])), list(map(str, [1, 2])))
print(list(filter(None, [0, 1, "", "a"])), list(filter(str.isdigit, "a1b2")), list(enumerate("ab")))
print(list(enumerate("ab", start=5)), list(zip([1], [2], strict=True)))
for source in (
    "list(zip([1], [1, 2], strict=True))", "list(zip([1, 2], [1], strict=True))", "zip(1)", "map(str)",
    "list(map(5, [1]))", "enumerate(5)",
):
    try:
        eval(source)
    except (TypeError, ValueError) as error:
        print(error)

# expect: [('a', 0), ('b', 1)] [] [(1,), (2,)] [(1, 3), (2, 4)]
# expect: [4, 10] ['1', '2']
# expect: [1, 'a'] ['1', '2'] [(0, 'a'), (1, 'b')]
# expect: [(5, 'a'), (6, 'b')] [(1, 2)]
# expect: zip() argument 2 is longer than argument 1
# expect: zip() argument 2 is shorter than argument 1
# expect: 'int' object is not iterable
# expect: map() must have at least two arguments.
# expect: 'int' object is not callable
# expect: 'int' object is not iterable
