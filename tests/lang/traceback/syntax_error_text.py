import traceback

for source in ("x = (1,\n", "def f(:\n    pass\n", "a b\n", "if True:\npass\n"):
    try:
        compile(source, "demo.py", "exec")
    except SyntaxError as error:
        print("".join(traceback.format_exception_only(type(error), error)), end="")

# expect:   File "demo.py", line 1
# expect:     x = (1,
# expect:         ^
# expect: SyntaxError: '(' was never closed
# expect:   File "demo.py", line 1
# expect:     def f(:
# expect:           ^
# expect: SyntaxError: invalid syntax
# expect:   File "demo.py", line 1
# expect:     a b
# expect:       ^
# expect: SyntaxError: invalid syntax
# expect:   File "demo.py", line 2
# expect:     pass
# expect:     ^^^^
# expect: IndentationError: expected an indented block after 'if' statement on line 1
