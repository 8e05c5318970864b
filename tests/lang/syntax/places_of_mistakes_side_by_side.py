# min-version: 3.15
# Two mistakes in one statement, and expressions side by side: which one is told, and where.
TEXTS = [
    # The second of two expressions is taken as it is: mistakes in it do not count.
    "a b(c d)\n", "a b(c print d)\n", "x = a b[c d]\n", "a b(*)\n", "a b(c, d 'e')\n", "f(a b(c d))\n", "a lazy(b c)\n",
    "f(match a)\n", "f(lazy a)\n", "[lazy a]\n", "f(case, a b)\n",
    # Texts between texts.
    "x = 'a' b 'c'\n", "['a' b 'c']\n", "f('a' 1 'b')\n", "f('a'...'b')\n", "'a' b c 'd'\n", "('a' 'b' c 'd' e)\n",
    "('a' f'{x}' b 'c')\n", "('a' b f'{x}')\n", "x = [\n  'a',\n  'b' None\n  'c'\n]\n", "f('a' b\n", "f('a' b c\n",
    "f(b'a' 1 '')\n", "(a 'b' c)\n", "(a f'{b}', c)\n", "(a t'{b}', c)\n",
    # Expressions of several lines.
    "(a.b\n  .c d)\n", "f(a(1)\n  and b c(\n  2))\n", "['a'\n   'b' c]\n", "(a\n b, c d\n)\n",
    # Literals that do not go together.
    "f('a' b'\u00e9')\n", "x = b'a' 'b'\n", "x = 'a' b'\u00e9' 'b'\n", "t'{a}' 'b'\n", "'a' 'b' t'{c}' 'd'\n", "x t'{a}' 'b'\n",
    # Assignments behind a comma.
    "a, b c = d\n", "a, b c, e = d\n", "a, b c d = e\n", "a, b.c d = e\n", "a, match b = c(d, e)\n", "a, *b c = d\n",
    # Displays and groups.
    "{a: 1, b c}\n", "{a: 1, b c: 2}\n", "{a: 1, b}\n", "{'a': 1, 'b' 1,\n 'c': : 0}\n", "(a, *b c)\n", "f((a, *b c), d)\n",
    "[a, *b c]\n", "((*a)\n", "x = ((*a), b\n", "(*a)\n",
    # Statements where something else belongs.
    "try: except\n  pass\n", "try: except a: pass\n", "try: except a as\n", "try: pass\n", "x = a if b else -class\n", "x = a if b else not def\n",
    "lazy import\n", "import\n", "def f((a: b), c): pass\n", "def f(a, (b, c)): pass\n", "lambda (a, b): 1\n", "if a:\n  raise b('c'd e\n",
]

for text in TEXTS:
    try:
        compile(text, "x", "exec")
        print(repr(text), "is right")
    except SyntaxError as e:
        print(ascii(text), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)

# expect: 'a b(c d)\n' invalid syntax 1 3 1 4
# expect: 'a b(c print d)\n' invalid syntax 1 3 1 4
# expect: 'x = a b[c d]\n' invalid syntax 1 7 1 8
# expect: 'a b(*)\n' invalid syntax 1 3 1 4
# expect: "a b(c, d 'e')\n" invalid syntax 1 3 1 4
# expect: 'f(a b(c d))\n' invalid syntax. Perhaps you forgot a comma? 1 3 1 6
# expect: 'a lazy(b c)\n' invalid syntax 1 3 1 7
# expect: 'f(match a)\n' invalid syntax 1 9 1 10
# expect: 'f(lazy a)\n' invalid syntax 1 8 1 9
# expect: '[lazy a]\n' invalid syntax 1 7 1 8
# expect: 'f(case, a b)\n' invalid syntax. Perhaps you forgot a comma? 1 9 1 12
# expect: "x = 'a' b 'c'\n" invalid syntax. Is this intended to be part of the string? 1 9 1 10
# expect: "['a' b 'c']\n" invalid syntax. Is this intended to be part of the string? 1 6 1 7
# expect: "f('a' 1 'b')\n" invalid syntax. Is this intended to be part of the string? 1 7 1 8
# expect: "f('a'...'b')\n" invalid syntax. Is this intended to be part of the string? 1 6 1 9
# expect: "'a' b c 'd'\n" invalid syntax. Is this intended to be part of the string? 1 5 1 8
# expect: "('a' 'b' c 'd' e)\n" invalid syntax. Perhaps you forgot a comma? 1 2 1 11
# expect: "('a' f'{x}' b 'c')\n" invalid syntax. Is this intended to be part of the string? 1 6 1 14
# expect: "('a' b f'{x}')\n" invalid syntax. Perhaps you forgot a comma? 1 2 1 7
# expect: "x = [\n  'a',\n  'b' None\n  'c'\n]\n" invalid syntax. Is this intended to be part of the string? 3 7 3 11
# expect: "f('a' b\n" '(' was never closed 1 2 1 0
# expect: "f('a' b c\n" '(' was never closed 1 2 1 0
# expect: "f(b'a' 1 '')\n" invalid syntax. Is this intended to be part of the string? 1 8 1 9
# expect: "(a 'b' c)\n" invalid syntax. Perhaps you forgot a comma? 1 4 1 9
# expect: "(a f'{b}', c)\n" invalid syntax. Perhaps you forgot a comma? 1 2 1 10
# expect: "(a t'{b}', c)\n" invalid syntax. Perhaps you forgot a comma? 1 2 1 10
# expect: '(a.b\n  .c d)\n' invalid syntax. Perhaps you forgot a comma? 2 2 2 5
# expect: 'f(a(1)\n  and b c(\n  2))\n' invalid syntax. Perhaps you forgot a comma? 2 3 2 8
# expect: "['a'\n   'b' c]\n" invalid syntax. Perhaps you forgot a comma? 2 2 2 7
# expect: '(a\n b, c d\n)\n' invalid syntax. Perhaps you forgot a comma? 1 2 2 3
# expect: "f('a' b'\xe9')\n" bytes can only contain ASCII literal characters 1 7 1 11
# expect: "x = b'a' 'b'\n" cannot mix bytes and nonbytes literals 1 13 1 14
# expect: "x = 'a' b'\xe9' 'b'\n" bytes can only contain ASCII literal characters 1 9 1 13
# expect: "t'{a}' 'b'\n" cannot mix t-string literals with string or bytes literals 1 1 1 11
# expect: "'a' 'b' t'{c}' 'd'\n" cannot mix t-string literals with string or bytes literals 1 5 1 15
# expect: "x t'{a}' 'b'\n" invalid syntax 1 3 1 5
# expect: 'a, b c = d\n' invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 6 1 11
# expect: 'a, b c, e = d\n' invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 9 1 14
# expect: 'a, b c d = e\n' invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 8 1 13
# expect: 'a, b.c d = e\n' invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 8 1 13
# expect: 'a, match b = c(d, e)\n' invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 10 1 21
# expect: 'a, *b c = d\n' invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 7 1 12
# expect: '{a: 1, b c}\n' invalid syntax. Perhaps you forgot a comma? 1 8 1 11
# expect: '{a: 1, b c: 2}\n' invalid syntax. Perhaps you forgot a comma? 1 8 1 11
# expect: '{a: 1, b}\n' ':' expected after dictionary key 1 8 1 0
# expect: "{'a': 1, 'b' 1,\n 'c': : 0}\n" invalid syntax. Perhaps you forgot a comma? 1 10 1 15
# expect: '(a, *b c)\n' invalid syntax. Perhaps you forgot a comma? 1 6 1 9
# expect: 'f((a, *b c), d)\n' invalid syntax. Perhaps you forgot a comma? 1 8 1 11
# expect: '[a, *b c]\n' invalid syntax. Perhaps you forgot a comma? 1 6 1 9
# expect: '((*a)\n' cannot use starred expression here 1 3 1 5
# expect: 'x = ((*a), b\n' cannot use starred expression here 1 7 1 9
# expect: '(*a)\n' cannot use starred expression here 1 2 1 4
# expect: 'try: except\n  pass\n' expected ':' 1 12 1 13
# expect: 'try: except a: pass\n' invalid syntax 1 6 1 12
# expect: 'try: except a as\n' invalid syntax 1 6 1 12
# expect: 'try: pass\n' expected 'except' or 'finally' block 1 10 1 -1
# expect: 'x = a if b else -class\n' expected expression after 'else', but statement is given 1 17 1 18
# expect: 'x = a if b else not def\n' expected expression after 'else', but statement is given 1 17 1 20
# expect: 'lazy import\n' invalid syntax 1 12 1 13
# expect: 'import\n' Expected one or more names after 'import' 1 7 1 7
# expect: 'def f((a: b), c): pass\n' Function parameters cannot be parenthesized 1 7 1 13
# expect: 'def f(a, (b, c)): pass\n' Function parameters cannot be parenthesized 1 10 1 16
# expect: 'lambda (a, b): 1\n' Lambda expression parameters cannot be parenthesized 1 8 1 14
# expect: "if a:\n  raise b('c'd e\n" '(' was never closed 2 10 2 0
