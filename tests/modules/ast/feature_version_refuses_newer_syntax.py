# min-version: 3.13
import ast
for source, minor in (("def f(x, /): ...", 8), ("lambda x, /: ...", 8), ("(x := 0)", 8), 
                      ("match x:\n case 1: ...", 10), ("try: ...\nexcept* E: ...", 11), ("type X = int", 12)):
    for version in minor - 1, minor:
        try:
            ast.parse(source, feature_version=(3, version))
            print("parses")
        except SyntaxError as e:
            print(e.msg)
for source, minor in (("async def f(): ...", 5), ("a @ b", 5), ("a @= b", 5), ("x: int", 6), ("x: int = 1", 6), ("1_0", 6), ("1_0.5j", 6),
                      ("class X[T]: ...", 12), ("def f[T](): ...", 12), ("async def f[T](): ...", 12), ("type X[T] = int", 12),
                      ("class X[T=int]: ...", 13), ("def f[**P=int](): ...", 13), ("def f[*P=int](): ...", 13)):
    for version in minor - 1, minor:
        try:
            ast.parse(source, feature_version=(3, version))
            print("parses")
        except SyntaxError as e:
            print(e.msg)
for body in "async for x in y: ...", "async with x: ...", "await x", "[x async for x in y]":
    for version in 4, 5, 6:
        try:
            ast.parse(f"async def f():\n {body}", feature_version=(3, version))
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
# expect: Async functions are only supported in Python 3.5 and greater
# expect: parses
# expect: The '@' operator is only supported in Python 3.5 and greater
# expect: parses
# expect: The '@' operator is only supported in Python 3.5 and greater
# expect: parses
# expect: Variable annotation syntax is only supported in Python 3.6 and greater
# expect: parses
# expect: Variable annotation syntax is only supported in Python 3.6 and greater
# expect: parses
# expect: Underscores in numeric literals are only supported in Python 3.6 and greater
# expect: parses
# expect: Underscores in numeric literals are only supported in Python 3.6 and greater
# expect: parses
# expect: Type parameter lists are only supported in Python 3.12 and greater
# expect: parses
# expect: Type parameter lists are only supported in Python 3.12 and greater
# expect: parses
# expect: Type parameter lists are only supported in Python 3.12 and greater
# expect: parses
# expect: Type parameter lists are only supported in Python 3.12 and greater
# expect: parses
# expect: Type parameter defaults are only supported in Python 3.13 and greater
# expect: parses
# expect: Type parameter defaults are only supported in Python 3.13 and greater
# expect: parses
# expect: Type parameter defaults are only supported in Python 3.13 and greater
# expect: parses
# expect: Async for loops are only supported in Python 3.5 and greater
# expect: parses
# expect: parses
# expect: Async with statements are only supported in Python 3.5 and greater
# expect: parses
# expect: parses
# expect: Await expressions are only supported in Python 3.5 and greater
# expect: parses
# expect: parses
# expect: Async comprehensions are only supported in Python 3.6 and greater
# expect: Async comprehensions are only supported in Python 3.6 and greater
# expect: parses
