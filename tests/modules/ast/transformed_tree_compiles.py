import ast


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        if isinstance(node.value, int):
            return ast.copy_location(ast.Constant(node.value * 2), node)
        return node

    def visit_Pass(self, node):
        return None


tree = ast.parse("def f(x):\n    pass\n    return x + 20\nprint(f(1), 'text')")
tree = ast.fix_missing_locations(Double().visit(tree))
exec(compile(tree, "<tree>", "exec"))
expression = ast.fix_missing_locations(ast.Expression(ast.BinOp(ast.Constant(6), ast.Mult(), ast.Constant(7))))
print(eval(compile(expression, "<e>", "eval")))
interactive = ast.Interactive(ast.parse("1 + 1").body)
exec(compile(interactive, "<i>", "single"))
for value in [None, True, ..., 10**30, -5, 1.5, 2j, 1 + 2j, "s", "\ud800", b"b", (1, (2, "x"))]:
    tree = ast.fix_missing_locations(ast.Expression(ast.Constant(value)))
    print(ascii(eval(compile(tree, "<c>", "eval"))))

# expect: 42 text
# expect: 42
# expect: 2
# expect: None
# expect: True
# expect: Ellipsis
# expect: 1000000000000000000000000000000
# expect: -5
# expect: 1.5
# expect: 2j
# expect: (1+2j)
# expect: 's'
# expect: '\ud800'
# expect: b'b'
# expect: (1, (2, 'x'))
