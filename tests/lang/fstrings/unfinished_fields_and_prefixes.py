# min-version: 3.12
# After a nested field a format may have doubled braces and no line end; letters of a prefix can exclude each other.
for source in ("f'{x:{y}z{{w}}'", "f'{x:{y}{{w}}}'", "f'{x:{{w}}}'", "f'{x:{y}\n}'", "f'''{x:{y}\n{{z}}}'''", "f'''{\n'''", "f'''{(\n[\n'''",
               "f'''{a:\n{\n'''", "(\nf'''{[\n\n](\n'''", "f'{'", "ub''", "é; bu'a'", "fb''", "tb''", "tf''", "ft''", "rbf''", "ruf'a'", "Ur''", "fr'' rf'' Rb'' bR''"):
    try:
        print(ascii(source), compile(source, "f", "exec") and "compiles")
    except SyntaxError as e:
        print(ascii(source), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)

# expect: "f'{x:{y}z{{w}}'" f-string: single '}' is not allowed 1 14 1 14
# expect: "f'{x:{y}{{w}}}'" compiles
# expect: "f'{x:{{w}}}'" compiles
# expect: "f'{x:{y}\n}'" unterminated f-string literal (detected at line 1) 1 1 1 1
# expect: "f'''{x:{y}\n{{z}}}'''" compiles
# expect-before-3.14: "f'''{\n'''" f-string: expecting '}' 2 1 2 1
# expect-before-3.14: "f'''{(\n[\n'''" f-string: expecting '}' 3 1 3 1
# expect-before-3.14: "f'''{a:\n{\n'''" f-string: expecting '}' 3 1 3 1
# expect-before-3.14: "(\nf'''{[\n\n](\n'''" f-string: expecting '}' 5 1 5 1
# expect-since-3.14: "f'''{\n'''" f-string: expecting '}' to close '{' on line 1 2 1 2 1
# expect-since-3.14: "f'''{(\n[\n'''" f-string: expecting '}' to close '{' on line 1 3 1 3 1
# expect-since-3.14: "f'''{a:\n{\n'''" f-string: expecting '}' to close '{' on line 2 3 1 3 1
# expect-since-3.14: "(\nf'''{[\n\n](\n'''" f-string: expecting '}' to close '{' on line 2 5 1 5 1
# expect: "f'{'" f-string: expecting '}' 1 4 1 4
# expect-before-3.14: "ub''" invalid syntax 1 3 1 5
# expect-before-3.14: "\xe9; bu'a'" invalid syntax 1 6 1 9
# expect-before-3.14: "fb''" invalid syntax 1 3 1 5
# expect-before-3.14: "tb''" invalid syntax 1 3 1 5
# expect-before-3.14: "tf''" invalid syntax 1 3 1 5
# expect-before-3.14: "ft''" invalid syntax 1 3 1 5
# expect-before-3.14: "rbf''" invalid syntax 1 4 1 6
# expect-before-3.14: "ruf'a'" invalid syntax 1 4 1 7
# expect-before-3.14: "Ur''" invalid syntax 1 3 1 5
# expect-since-3.14: "ub''" 'u' and 'b' prefixes are incompatible 1 1 1 3
# expect-since-3.14: "\xe9; bu'a'" 'u' and 'b' prefixes are incompatible 1 4 1 6
# expect-since-3.14: "fb''" 'b' and 'f' prefixes are incompatible 1 1 1 3
# expect-since-3.14: "tb''" 'b' and 't' prefixes are incompatible 1 1 1 3
# expect-since-3.14: "tf''" 'f' and 't' prefixes are incompatible 1 1 1 3
# expect-since-3.14: "ft''" 'f' and 't' prefixes are incompatible 1 1 1 3
# expect-since-3.14: "rbf''" 'b' and 'f' prefixes are incompatible 1 1 1 4
# expect-since-3.14: "ruf'a'" 'u' and 'r' prefixes are incompatible 1 1 1 4
# expect-since-3.14: "Ur''" 'u' and 'r' prefixes are incompatible 1 1 1 3
# expect: "fr'' rf'' Rb'' bR''" cannot mix bytes and nonbytes literals 1 20 1 21
