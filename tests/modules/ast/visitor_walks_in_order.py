import ast


class Names(ast.NodeVisitor):
    def visit_Name(self, node):
        print(node.id, type(node.ctx).__name__)

    def visit_FunctionDef(self, node):
        print("def", node.name, ast.get_docstring(node))
        self.generic_visit(node)


Names().visit(ast.parse("def f(a=b):\n    'doc'\n    c = d\n    return lambda: e\n"))
print([type(n).__name__ for n in ast.iter_child_nodes(ast.parse("for x in y: pass\nelse: z").body[0])])

# expect: def f doc
# expect: b Load
# expect: c Store
# expect: d Load
# expect: e Load
# expect: ['Name', 'Name', 'Pass', 'Expr']
