import ast

node = ast.BinOp(ast.Constant(1), ast.Add(), right=ast.Constant(2))
print(type(node.left).__name__, type(node.op).__name__, node.right.value)
node = ast.Name("x", ctx=ast.Load())
node.extra = 5
print(node.id, node.extra, sorted(vars(node)))
print(ast.Return().value, ast.Raise().cause)


def attempt(f):
    try:
        f()
    except TypeError as e:
        print(e)


attempt(lambda: ast.Name("x", ast.Load(), 3))
attempt(lambda: ast.Pass(1))
attempt(lambda: ast.Return(1, value=2))

# expect: Constant Add 2
# expect: x 5 ['ctx', 'extra', 'id']
# expect: None None
# expect: Name constructor takes at most 2 positional arguments
# expect: Pass constructor takes at most 0 positional arguments
# expect-before-3.15: Return got multiple values for argument 'value'
# expect-since-3.15: ast.Return got multiple values for argument 'value'
