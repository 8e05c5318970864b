# min-version: 3.15
# How many values there are is said of tuples, lists and dicts, whose length is known.
class T(tuple): pass
class D(dict): pass
for source in ("a, b = (1, 2, 3)", "a, b = [1, 2, 3]", "a, b = {1, 2, 3}", "a, b = {1: 1, 2: 2, 3: 3}", "a, b = 'abc'", "a, b = T((1, 2, 3))",
               "a, b = D({1: 1, 2: 2, 3: 3})", "a, b = iter([1, 2, 3])", "a, b = (1,)", "a, b = {}", "a, *b, c = (1,)", "for a, b in [(1, 2, 3)]: pass",
               "[a for a, b in [(1, 2, 3)]]", "(a, b), c = (1, 2, 3), 4", "a, b = frozendict({1: 1, 2: 2, 3: 3})", "[] = (1,)"):
    try:
        exec(source)
    except ValueError as e:
        print(e)

# expect: too many values to unpack (expected 2, got 3)
# expect: too many values to unpack (expected 2, got 3)
# expect: too many values to unpack (expected 2)
# expect: too many values to unpack (expected 2, got 3)
# expect: too many values to unpack (expected 2)
# expect: too many values to unpack (expected 2)
# expect: too many values to unpack (expected 2)
# expect: too many values to unpack (expected 2)
# expect: not enough values to unpack (expected 2, got 1)
# expect: not enough values to unpack (expected 2, got 0)
# expect: not enough values to unpack (expected at least 2, got 1)
# expect: too many values to unpack (expected 2, got 3)
# expect: too many values to unpack (expected 2, got 3)
# expect: too many values to unpack (expected 2, got 3)
# expect: too many values to unpack (expected 2)
# expect: too many values to unpack (expected 0, got 1)
