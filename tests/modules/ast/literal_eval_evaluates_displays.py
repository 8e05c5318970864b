import ast

for text in ["1", "-1.5", "(1, 'a', b'c')", "[None, True]", "{1: {2, 3}}", "3 - 4j", "set()", "  'x'", "..."]:
    print(repr(ast.literal_eval(text)))
for text in ["f()", "1 + 2", "a", "[x for x in y]"]:
    try:
        ast.literal_eval(text)
    except ValueError as e:
        print(str(e).partition(":")[0])

# expect: 1
# expect: -1.5
# expect: (1, 'a', b'c')
# expect: [None, True]
# expect: {1: {2, 3}}
# expect: (3-4j)
# expect: set()
# expect: 'x'
# expect: Ellipsis
# expect: malformed node or string on line 1
# expect: malformed node or string on line 1
# expect: malformed node or string on line 1
# expect: malformed node or string on line 1
