# min-version: 3.14
import ast
for source in "try: ...\nexcept A, B: ...", "try: ...\nexcept* A, B: ...", "t'a'", "try: ...\nexcept A: ...":
    for version in 13, 14:
        try:
            ast.parse(source, feature_version=(3, version))
            print("parses")
        except SyntaxError as e:
            print(e.msg)

# expect: except expressions without parentheses are only supported in Python 3.14 and greater
# expect: parses
# expect: except expressions without parentheses are only supported in Python 3.14 and greater
# expect: parses
# expect: t-strings are only supported in Python 3.14 and greater
# expect: parses
# expect: parses
# expect: parses
