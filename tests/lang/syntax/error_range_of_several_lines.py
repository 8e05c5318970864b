try:
    compile("x = 1\nfoo(a, z\n    for z in\n        range(10), b, c)\n", "<source>", "exec")
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)

# expect: Generator expression must be parenthesized 2 8 4 9
