# A tree may say any constant as the text of an interpolation, and any expression as its format: they are kept as they are.
# min-version: 3.14
import ast

name = ast.Name("x", ast.Load())


def evaluate(*interpolation):
    tree = ast.Expression(ast.TemplateStr([ast.Interpolation(*interpolation)]))
    try:
        return eval(compile(ast.fix_missing_locations(tree), "<tree>", "eval"), {"x": 6})
    except SystemError as error:
        return error


for text in 1, None, b"x", 1.5, "x":
    print(evaluate(name, text, -1, None))
for format in ast.Constant("a"), ast.Constant(5), name, ast.JoinedStr([ast.Constant(4)]), ast.JoinedStr([]):
    for conversion in -1, 115, 0, 5:
        print(ast.dump(format), evaluate(name, "x", conversion, format))

# expect: Template(strings=('', ''), interpolations=(Interpolation(6, 1, None, ''),))
# expect: Template(strings=('', ''), interpolations=(Interpolation(6, None, None, ''),))
# expect: Template(strings=('', ''), interpolations=(Interpolation(6, b'x', None, ''),))
# expect: Template(strings=('', ''), interpolations=(Interpolation(6, 1.5, None, ''),))
# expect: Template(strings=('', ''), interpolations=(Interpolation(6, 'x', None, ''),))
# expect: Constant(value='a') Template(strings=('', ''), interpolations=(Interpolation(6, 'x', None, 'a'),))
# expect: Constant(value='a') Template(strings=('', ''), interpolations=(Interpolation(6, 'x', 's', 'a'),))
# expect: Constant(value='a') Unrecognized conversion character 0
# expect: Constant(value='a') Unrecognized conversion character 5
# expect: Constant(value=5) Template(strings=('', ''), interpolations=(Interpolation(6, 'x', None, 5),))
# expect: Constant(value=5) Template(strings=('', ''), interpolations=(Interpolation(6, 'x', 's', 5),))
# expect: Constant(value=5) Unrecognized conversion character 0
# expect: Constant(value=5) Unrecognized conversion character 5
# expect: Name(id='x') Template(strings=('', ''), interpolations=(Interpolation(6, 'x', None, 6),))
# expect: Name(id='x') Template(strings=('', ''), interpolations=(Interpolation(6, 'x', 's', 6),))
# expect: Name(id='x') Unrecognized conversion character 0
# expect: Name(id='x') Unrecognized conversion character 5
# expect: JoinedStr(values=[Constant(value=4)]) Template(strings=('', ''), interpolations=(Interpolation(6, 'x', None, 4),))
# expect: JoinedStr(values=[Constant(value=4)]) Template(strings=('', ''), interpolations=(Interpolation(6, 'x', 's', 4),))
# expect: JoinedStr(values=[Constant(value=4)]) Unrecognized conversion character 0
# expect: JoinedStr(values=[Constant(value=4)]) Unrecognized conversion character 5
# expect: JoinedStr() Template(strings=('', ''), interpolations=(Interpolation(6, 'x', None, ''),))
# expect: JoinedStr() Template(strings=('', ''), interpolations=(Interpolation(6, 'x', 's', ''),))
# expect: JoinedStr() Unrecognized conversion character 0
# expect: JoinedStr() Unrecognized conversion character 5
