# SyntaxError._metadata, from which the library finds a keyword that was meant: where the latest compound statement begins, and the text.
# min-version: 3.14
import traceback

texts = [
    "if x:\n  pass\nelso:\n  pass",
    "tyo:\n  pass",
    "form x import y",
    "a = 1\nif x:\n  b = 2; c = 3\n  whille y:\n    pass\n  z\n",
    "def f():\n  x\nclass g: pass\nwith block ad something:\n  pass",
    "x = (1,\n of y)",
    "for i inn x:\n pass",
    "def f():\n  if x:\n    pass\n  elsif z:\n    pass\n",
    "def f():\n  if x:\n    pass\n  a = 1\n  b b\n",
    "f(a for b in c, d)",
    "'abc",
    "@d\nclass f: pass\nelso:\n pass",
    "@d\ndef f(): pass\nelso:\n pass",
    "async def f():\n async with x: pass\n elso:\n  pass",
    "if x:\n if y: pass\na = 1\nelso:\n pass",
    "match x:\n case 1: pass\nelso:\n pass",
    "[x fur x in y]",
]
for text in texts:
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as error:
        line, column, source = error._metadata
        print(line, column, source == text.rstrip("\n") + "\n", traceback.format_exception_only(error)[-1].rstrip())

for source in "def f(): return x y", "return":
    try:
        exec(source)
    except SyntaxError as error:
        print(error._metadata)
print(SyntaxError("message")._metadata)

# expect: 1 0 True SyntaxError: invalid syntax. Did you mean 'else'?
# expect: 0 0 True SyntaxError: invalid syntax. Did you mean 'try'?
# expect: 0 0 True SyntaxError: invalid syntax. Did you mean 'from'?
# expect: 0 0 True SyntaxError: invalid syntax. Did you mean 'while'?
# expect: 3 0 True SyntaxError: invalid syntax. Did you mean 'and'?
# expect: 0 0 True SyntaxError: invalid syntax. Perhaps you forgot a comma?
# expect: 0 0 True SyntaxError: invalid syntax. Did you mean 'in'?
# expect: 2 2 True SyntaxError: invalid syntax. Did you mean 'elif'?
# expect: 2 2 True SyntaxError: invalid syntax
# expect: 0 0 True SyntaxError: Generator expression must be parenthesized
# expect: 0 0 True SyntaxError: unterminated string literal (detected at line 1)
# expect: 2 0 True SyntaxError: invalid syntax
# expect: 0 0 True SyntaxError: invalid syntax
# expect: 2 1 True SyntaxError: invalid syntax
# expect: 2 1 True SyntaxError: invalid syntax
# expect: 1 0 True SyntaxError: invalid syntax
# expect: 0 0 True SyntaxError: invalid syntax. Did you mean 'for'?
# expect: (0, 0, 'def f(): return x y\n')
# expect: None
# expect: None
