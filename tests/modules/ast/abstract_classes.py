# min-version: 3.15
# Classes that only have subclasses are abstract. Identifiers that are constants are refused wherever they stand.
import _ast
import ast

print([name for name in sorted(vars(_ast)) if isinstance(getattr(_ast, name), type) and _ast._is_abstract(getattr(_ast, name))])
print(_ast._is_abstract(type("Mine", (ast.expr,), {})), _ast._is_abstract(5))
for source in "def x(): pass", "class x: pass", "import x", "import a as x", "from a import x", "try: pass\nexcept A as x: pass":
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if value == "x":
                setattr(node, field, "None")
    try:
        compile(tree, "s", "exec")
    except ValueError as e:
        print(e)
for mode in "exec", "eval", "single", "func_type":
    try:
        compile(ast.Constant(1), "s", mode, ast.PyCF_ONLY_AST)
    except TypeError as e:
        print(e)

# expect: ['AST', 'boolop', 'cmpop', 'excepthandler', 'expr', 'expr_context', 'mod', 'operator', 'pattern', 'stmt', 'type_ignore', 'type_param', 'unaryop']
# expect: False False
# expect: identifier field can't represent 'None' constant
# expect: identifier field can't represent 'None' constant
# expect: identifier field can't represent 'None' constant
# expect: identifier field can't represent 'None' constant
# expect: identifier field can't represent 'None' constant
# expect: identifier field can't represent 'None' constant
# expect: expected Module node, got Constant
# expect: expected Expression node, got Constant
# expect: expected Interactive node, got Constant
# expect: expected FunctionType node, got Constant
