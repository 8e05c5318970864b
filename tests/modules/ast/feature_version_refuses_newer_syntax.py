import ast
for source, minor in (("def f(x, /): ...", 8), ("lambda x, /: ...", 8), ("(x := 0)", 8), 
                      ("match x:\n case 1: ...", 10), ("try: ...\nexcept* E: ...", 11), ("type X = int", 12)):
    for version in minor - 1, minor:
        try:
            ast.parse(source, feature_version=(3, version))
            print("parses")
        except SyntaxError as e:
            print(e.msg)

# expect: Positional-only parameters are only supported in Python 3.8 and greater
# expect: parses
# expect: Positional-only parameters are only supported in Python 3.8 and greater
# expect: parses
# expect: Assignment expressions are only supported in Python 3.8 and greater
# expect: parses
# expect: Pattern matching is only supported in Python 3.10 and greater
# expect: parses
# expect: Exception groups are only supported in Python 3.11 and greater
# expect: parses
# expect: Type statement is only supported in Python 3.12 and greater
# expect: parses
