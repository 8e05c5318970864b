import ast

a, b = ast.parse("x + y - z").body[0].value.left, ast.parse("q + r").body[0].value
print(a.op is b.op, a.left.ctx is b.right.ctx, type(a.op) is ast.Add)
print(compile("(int, str) -> bool", "s", "func_type", ast.PyCF_ONLY_AST).returns.id)
tree = ast.parse("x")
print(compile(tree, "s", "exec", ast.PyCF_ONLY_AST) is tree)

# expect: True True True
# expect: bool
# expect: True
