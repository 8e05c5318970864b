import ast

C = ast.Constant


def attempt(e):
    try:
        print(repr(eval(compile(ast.fix_missing_locations(ast.Expression(e)), "f", "eval"))))
    except Exception as x:
        print(type(x).__name__, x)


for conversion in -1, 0, 1, -2, 300, 115, 114, 97, 65536 + 115, None, "s":
    attempt(ast.JoinedStr([ast.FormattedValue(C("x"), conversion, None)]))
for parts in ([C(5), C(6)], [C("a"), C(6)], [C("a"), C("b")], [C("a"), ast.JoinedStr([C(None)])], [ast.JoinedStr([C(None)])], [],
              [ast.Name("len", ast.Load()), C("b")], [C(b"a"), C("b")], [C("a"), ast.FormattedValue(C(1), -1, None)], [C(i) for i in range(100)]):
    attempt(ast.JoinedStr(parts))
    attempt(ast.JoinedStr([ast.FormattedValue(C(1), -1, ast.JoinedStr(parts))]))
attempt(ast.FormattedValue(C(1), -1, C("3")))
attempt(ast.FormattedValue(C(1), -1, C(3)))

# expect: 'x'
# expect: SystemError Unrecognized conversion character 0
# expect: SystemError Unrecognized conversion character 1
# expect: SystemError Unrecognized conversion character -2
# expect: SystemError Unrecognized conversion character 300
# expect: 'x'
# expect: "'x'"
# expect: "'x'"
# expect: SystemError Unrecognized conversion character 65651
# expect: ValueError invalid integer value: None
# expect: ValueError invalid integer value: 's'
# expect: TypeError sequence item 0: expected str instance, int found
# expect: TypeError sequence item 0: expected str instance, int found
# expect: TypeError sequence item 1: expected str instance, int found
# expect: TypeError sequence item 1: expected str instance, int found
# expect: 'ab'
# expect: ValueError Invalid format specifier 'ab' for object of type 'int'
# expect: TypeError sequence item 1: expected str instance, NoneType found
# expect: TypeError sequence item 1: expected str instance, NoneType found
# expect: None
# expect: SystemError Format specifier must be a string, not NoneType
# expect: ''
# expect: '1'
# expect: TypeError sequence item 0: expected str instance, builtin_function_or_method found
# expect: TypeError sequence item 0: expected str instance, builtin_function_or_method found
# expect: TypeError sequence item 0: expected str instance, bytes found
# expect: TypeError sequence item 0: expected str instance, bytes found
# expect: 'a1'
# expect: ValueError Invalid format specifier 'a1' for object of type 'int'
# expect: TypeError sequence item 0: expected str instance, int found
# expect: TypeError sequence item 0: expected str instance, int found
# expect: '  1'
# expect: SystemError Format specifier must be a string, not int
