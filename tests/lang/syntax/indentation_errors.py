for source in (
    "if 1:\nx = 1", "x = 1\n  y = 2", "if 1:\n    x\n  y", "def f():\n", "if 1:\n\tx\n        y", "  x = 1",
    "else:\n  pass",
):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.lineno)

# expect: IndentationError expected an indented block after 'if' statement on line 1 2
# expect: IndentationError unexpected indent 2
# expect: IndentationError unindent does not match any outer indentation level 3
# expect: IndentationError expected an indented block after function definition on line 1 1
# expect: TabError inconsistent use of tabs and spaces in indentation 3
# expect: IndentationError unexpected indent 1
# expect: SyntaxError invalid syntax 1
