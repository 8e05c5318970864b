import ast
tree = ast.parse("f'a{x!r:>{w}}b{y=}'", mode="eval").body
print([type(v).__name__ for v in tree.values])
print(tree.values[1].conversion, ast.unparse(tree.values[1].format_spec))
print(ast.unparse(tree))

# expect: ['Constant', 'FormattedValue', 'Constant', 'FormattedValue']
# expect: 114 f'>{w}'
# expect: f'a{x!r:>{w}}by={y!r}'
