t = (1, "a", 2.5, "a")
print(t, t[0], t[-1], t[1:3], t[::-1], len(t), t.count("a"), t.index("a"), "a" in t, t + (1,))
print(t * 2, (1,) * 3, (), (1,), tuple("ab"), tuple([1, 2]))
print((1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, "a") == (1, "a"), hash((1, 2)) == hash((1, 2)))
print({(1, 2): "v"}[1, 2], (1, [2])[1], tuple(t) is t)
for source in ("hash(([],))", "t.index('zz')", "t + [1]", "t[9]", "(1, 'a') < (1, 2)", "tuple(5)"):
    try:
        eval(source)
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)

# expect: (1, 'a', 2.5, 'a') 1 a ('a', 2.5) ('a', 2.5, 'a', 1) 4 2 1 True (1, 'a', 2.5, 'a', 1)
# expect: (1, 'a', 2.5, 'a', 1, 'a', 2.5, 'a') (1, 1, 1) () (1,) ('a', 'b') (1, 2)
# expect: True True True True True
# expect: v [2] True
# expect: TypeError unhashable type: 'list'
# expect: ValueError tuple.index(x): x not in tuple
# expect: TypeError can only concatenate tuple (not "list") to tuple
# expect: IndexError tuple index out of range
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: TypeError 'int' object is not iterable
