import ast

print(ast.AST.__mro__)
print(ast.If.__mro__)
print(ast.If._fields, ast.If._attributes, ast.If.__match_args__)
print(ast.Module._fields, ast.Module._attributes)
print(ast.arguments._fields)
print(ast.arg._fields, ast.arg._attributes)
print(ast.Dict.__doc__)
print(ast.arguments.__doc__)
print(ast.mod.__doc__)
print(ast.boolop.__doc__)
print(ast.Name.__module__, ast.Name.__qualname__)
print(ast.expr.end_lineno)
match ast.parse("f(1)", mode="eval").body:
    case ast.Call(ast.Name(name), [ast.Constant(value)]):
        print(name, value)

# expect: (<class 'ast.AST'>, <class 'object'>)
# expect: (<class 'ast.If'>, <class 'ast.stmt'>, <class 'ast.AST'>, <class 'object'>)
# expect: ('test', 'body', 'orelse') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('test', 'body', 'orelse')
# expect: ('body', 'type_ignores') ()
# expect: ('posonlyargs', 'args', 'vararg', 'kwonlyargs', 'kw_defaults', 'kwarg', 'defaults')
# expect: ('arg', 'annotation', 'type_comment') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset')
# expect: Dict(expr* keys, expr* values)
# expect: arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
# expect: mod = Module(stmt* body, type_ignore* type_ignores)
# expect:     | Interactive(stmt* body)
# expect:     | Expression(expr body)
# expect:     | FunctionType(expr* argtypes, expr returns)
# expect: boolop = And | Or
# expect: ast Name
# expect: None
# expect: f 1
