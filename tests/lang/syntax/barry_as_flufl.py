# min-version: 3.15
# With `from __future__ import barry_as_FLUFL` != is spelled <>.
flufl = "from __future__ import barry_as_FLUFL\n"
for source in ("print(1 <> 2, 1 <> 1)", "1 != 2", "def f(): return 3 <> 4\nprint(f())", "x = 1 if 1 <> 2 else 0; print(x)"):
    try:
        exec(flufl + source)
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.end_offset)
for source in "1 <> 2", "1 != 2":
    try:
        print(eval(compile(source, "s", "eval", 0x400000)))
    except SyntaxError as e:
        print(e.msg)
try:
    compile("1 <> 2", "s", "eval")
except SyntaxError as e:
    print("refused")
for source in r'"blech\"', r"r'a\'", r'"a\\', r'"""a\"""', "'a":
    try:
        compile(source, "s", "exec")
    except SyntaxError as e:
        print(e.msg)

# expect: True False
# expect: with Barry as BDFL, use '<>' instead of '!=' 2 3 5
# expect: True
# expect: 1
# expect: True
# expect: with Barry as BDFL, use '<>' instead of '!='
# expect: refused
# expect: unterminated string literal (detected at line 1); perhaps you escaped the end quote?
# expect: unterminated string literal (detected at line 1); perhaps you escaped the end quote?
# expect: unterminated string literal (detected at line 1)
# expect: unterminated triple-quoted string literal (detected at line 1)
# expect: unterminated string literal (detected at line 1)
