print(sorted([3, 1, 2]), sorted("bca", reverse=True), sorted([(2, "b"), (1, "z"), (2, "a")]))
print(sorted([-3, 2, 1], key=abs), list(reversed((1, 2, 3))))
for source in ("sorted(5)", "sorted([1, 'a'])", "reversed(5)"):
    try:
        eval(source)
    except TypeError as error:
        print(error)

# expect: [1, 2, 3] ['c', 'b', 'a'] [(1, 'z'), (2, 'a'), (2, 'b')]
# expect: [1, 2, -3] [3, 2, 1]
# expect: 'int' object is not iterable
# expect: '<' not supported between instances of 'str' and 'int'
# expect: 'int' object is not reversible
