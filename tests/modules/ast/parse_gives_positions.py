# Every statement and expression knows where it stands, in UTF-8 bytes.
import ast

tree = ast.parse("x = f(a,\n      'é', b)\nclass C:\n    def m(self): return 1\n")
for node in ast.walk(tree):
    if hasattr(node, "lineno"):
        print(type(node).__name__, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
print(ast.get_source_segment("value = one + two", ast.parse("value = one + two").body[0].value))

# expect: Assign 1 0 2 14
# expect: ClassDef 3 0 4 25
# expect: Name 1 0 1 1
# expect: Call 1 4 2 14
# expect: FunctionDef 4 4 4 25
# expect: Name 1 4 1 5
# expect: Name 1 6 1 7
# expect: Constant 2 6 2 10
# expect: Name 2 12 2 13
# expect: Return 4 17 4 25
# expect: arg 4 10 4 14
# expect: Constant 4 24 4 25
# expect: one + two
