# min-version: 3.13
# Lines as an interactive console joins them: an empty one ends a block, and what ends inside a text or after a backslash goes on.
import code

console = code.InteractiveConsole()
for lines in (
    ["def f():", "  return 5", "", "f()"],
    ["if 1:", "  if 1:", "    print('in')", "  print('out')", ""],
    ["class C:", "  x = 1", "", "C.x"],
    ["try:", "  1 / 0", "except ZeroDivisionError:", "  print('caught')", ""],
    ["x = (1,", "2)"],
    ["'''a", "b'''"],
    ["'a\\", "b'"],
    ["for i in 1, 2:", "  # a comment", "  print(i)", ""],
    ["match 1:", "  case 1:", "    print('one')", ""],
    ["x = 1 \\", "+ 2", "x"],
):
    print(lines, [console.push(line) for line in lines])
for source in ("'abc", "'abc\n", "'abc\\", "'abc\\\n", "'a\\\nb\\\n", "'''abc\n", "x = 'a\n", "if 1:\n  'a\\\n", "if 1:\n  x", "if 1:\n  x\n"):
    for flags in 0x4000, 0x4200:
        try:
            print(repr(source), compile(source, "<input>", "single", flags).co_name)
        except SyntaxError as error:
            print(repr(source), error.msg)

# expect: 5
# expect: ['def f():', '  return 5', '', 'f()'] [True, True, False, False]
# expect: in
# expect: out
# expect: ['if 1:', '  if 1:', "    print('in')", "  print('out')", ''] [True, True, True, True, False]
# expect: 1
# expect: ['class C:', '  x = 1', '', 'C.x'] [True, True, False, False]
# expect: caught
# expect: ['try:', '  1 / 0', 'except ZeroDivisionError:', "  print('caught')", ''] [True, True, True, True, False]
# expect: ['x = (1,', '2)'] [True, False]
# expect: 'a\nb'
# expect: ["'''a", "b'''"] [True, False]
# expect: 'ab'
# expect: ["'a\\", "b'"] [True, False]
# expect: 1
# expect: 2
# expect: ['for i in 1, 2:', '  # a comment', '  print(i)', ''] [True, True, True, False]
# expect: one
# expect: ['match 1:', '  case 1:', "    print('one')", ''] [True, True, True, False]
# expect: 3
# expect: ['x = 1 \\', '+ 2', 'x'] [True, False, False]
# expect: "'abc" incomplete input
# expect: "'abc" incomplete input
# expect: "'abc\n" unterminated string literal (detected at line 1)
# expect: "'abc\n" unterminated string literal (detected at line 1)
# expect: "'abc\\" incomplete input
# expect: "'abc\\" incomplete input
# expect: "'abc\\\n" incomplete input
# expect: "'abc\\\n" incomplete input
# expect: "'a\\\nb\\\n" incomplete input
# expect: "'a\\\nb\\\n" incomplete input
# expect: "'''abc\n" incomplete input
# expect: "'''abc\n" incomplete input
# expect: "x = 'a\n" unterminated string literal (detected at line 1)
# expect: "x = 'a\n" unterminated string literal (detected at line 1)
# expect: "if 1:\n  'a\\\n" incomplete input
# expect: "if 1:\n  'a\\\n" incomplete input
# expect: 'if 1:\n  x' <module>
# expect: 'if 1:\n  x' incomplete input
# expect: 'if 1:\n  x\n' <module>
# expect: 'if 1:\n  x\n' <module>
