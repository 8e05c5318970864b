# Trees of a program's own, under a future import that makes text of annotations.
import ast

C = ast.Constant


def attempt(e):
    module = ast.parse("from __future__ import annotations\nx: int")
    module.body[1].annotation = e
    space = {}
    try:
        exec(compile(ast.fix_missing_locations(module), "f", "exec"), space)
        print(space["__annotations__"])
    except Exception as x:
        print(type(x).__name__, x)


attempt(ast.JoinedStr([C(5)]))
attempt(ast.JoinedStr([C(b"x")]))
attempt(ast.JoinedStr([ast.Name("a", ast.Load())]))
attempt(ast.JoinedStr([ast.FormattedValue(C(1), 300, None)]))
attempt(ast.JoinedStr([ast.FormattedValue(C(1), -5, None)]))
attempt(ast.FormattedValue(C(1), -1, ast.Name("a", ast.Load())))
attempt(ast.JoinedStr([ast.FormattedValue(C(1), 114, C("x"))]))
for future in 0, 0x1000000:
    tree = ast.parse("lambda a, *b, c=1: a", mode="eval")
    tree.body.args.args[0].annotation = ast.Name("nowhere", ast.Load())
    f = eval(compile(ast.fix_missing_locations(tree), "f", "eval", future))
    print(f(5), f.__annotations__)

# expect: TypeError must be str, not int
# expect: TypeError must be str, not bytes
# expect: SystemError unknown expression kind inside f-string
# expect: SystemError unknown f-value conversion kind
# expect: {'x': "f'{1}'"}
# expect: SystemError unknown expression kind inside f-string
# expect: {'x': "f'{1!r:x}'"}
# expect: 5 {}
# expect: 5 {}
