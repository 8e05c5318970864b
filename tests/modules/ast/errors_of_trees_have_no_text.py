# The text of a tree that is compiled is not known; what is wrong with it has a place all the same.
import ast

for source in ("def f(x, x): ...\n", "x = 1\ndef g():\n    nonlocal y\n", "for i in x:\n    return 1\n"):
    try:
        compile(ast.parse(source), "<input>", "exec")
    except SyntaxError as e:
        print(e.msg, e.filename, e.text, e.lineno, e.offset, e.end_lineno, e.end_offset)

# expect-before-3.15: duplicate argument 'x' in function definition <input> None 1 10 1 11
# expect-since-3.15: duplicate parameter 'x' in function definition <input> None 1 10 1 11
# expect: no binding for nonlocal 'y' found <input> None 3 5 3 15
# expect: 'return' outside function <input> None 2 5 2 13
