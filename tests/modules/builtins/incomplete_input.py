# min-version: 3.13
import codeop
for source in ("x = ", "x = \n", "def g(): pass", "def g(): pass\n", "@f\n", "if 1:", "if 1:\n  x", "if 1:\n  x\n\n", "f(", "'''a", "a b", "class C: x=1",
               "try: x\n", "x \\", "x;", "if 1: x\nelse: y", "f'{", "async def f(): pass\n", "def f(:", "def f(:\n  pass", "f(1, :\n", "x = [1, 2 3", "class C(:\n", "x = [1,\n", "f(**x, *y, (", "lambda (:", "{1: ["):
    try:
        made = codeop.compile_command(source)
    except SyntaxError as e:
        shown = "SyntaxError"
    else:
        shown = "incomplete" if made is None else "code"
    print(repr(source), shown)
print(_IncompleteInputError.__mro__[1], _IncompleteInputError.__module__)

# expect: 'x = ' SyntaxError
# expect: 'x = \n' SyntaxError
# expect: 'def g(): pass' incomplete
# expect: 'def g(): pass\n' code
# expect: '@f\n' incomplete
# expect: 'if 1:' incomplete
# expect: 'if 1:\n  x' incomplete
# expect: 'if 1:\n  x\n\n' code
# expect: 'f(' incomplete
# expect: "'''a" incomplete
# expect: 'a b' SyntaxError
# expect: 'class C: x=1' incomplete
# expect: 'try: x\n' incomplete
# expect: 'x \\' incomplete
# expect: 'x;' code
# expect: 'if 1: x\nelse: y' incomplete
# expect: "f'{" incomplete
# expect: 'async def f(): pass\n' code
# expect: 'def f(:' SyntaxError
# expect: 'def f(:\n  pass' SyntaxError
# expect: 'f(1, :\n' SyntaxError
# expect: 'x = [1, 2 3' SyntaxError
# expect: 'class C(:\n' SyntaxError
# expect: 'x = [1,\n' incomplete
# expect: 'f(**x, *y, (' SyntaxError
# expect: 'lambda (:' SyntaxError
# expect: '{1: [' incomplete
# expect: <class 'SyntaxError'> builtins
