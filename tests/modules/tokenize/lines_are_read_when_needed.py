# readline is called when the next token needs another line, not before.
import io
import os
import tokenize

TEXTS = [
    "x = 1\ny = 2\ns = '''a\nb'''\nz = 3\n",
    "# comment\n\nif x:\n    y = (1,\n         2)  # more\n\n    # deeper\nelse:\n\tz = 3\n",
    "x = 1 + \\\n  2\ny = [\n\n# in\n1\n]\n",
    "f'''a{\nb\n:x}c\n{d}'''\ng = f'{x!r:>4}'\n",
    "def f():\n    '''doc\n    don't\n    \"quoted\" {braces}\n    '''\n    return 1\n\n\nf()\n",
    "'abc\\\ndef'\nx",
    "x = 'a' 'b'; y\n@d\nclass A: pass\n",
    "",
    "\n\n",
    "   \n#only",
]


class Reader:
    def __init__(self, lines):
        self.lines, self.read = lines, 0

    def __call__(self):
        if self.read == len(self.lines):
            return self.lines[0][:0] if self.lines else ""
        self.read += 1
        return self.lines[self.read - 1]


for text in TEXTS:
    reader = Reader(text.splitlines(keepends=True))
    print([(tokenize.tok_name[t.type], t.string, t.start, t.end, reader.read) for t in tokenize.generate_tokens(reader)])
    if text:
        reader = Reader(text.encode().splitlines(keepends=True))
        print([(t.start, t.line, reader.read) for t in tokenize.tokenize(reader)])

# Through a pipe: each token comes before the next line is written.
r, w = os.pipe()
with open(r) as source, open(w, "w") as target:
    tokens = tokenize.generate_tokens(source.readline)
    for line in ("a = 1\n", "if a:\n", "  b()\n"):
        target.write(line)
        target.flush()
        seen = []
        while not seen or seen[-1] != "\n":
            seen.append(next(tokens).string)
        print(seen)
    target.close()
    print([t.string for t in tokens])

# Errors come where they stand, after the tokens before them.
for text in ("x = 1\ny = 'abc\nz = 2\n", "x = (1,\n", "'''abc\ndef\n", "if x:\n    y\n  z\n", "x = 1\n$\ny\n", "a\x00b\n"):
    reader = Reader(text.splitlines(keepends=True))
    seen = []
    try:
        for t in tokenize.generate_tokens(reader):
            seen.append(t.string)
    except (tokenize.TokenError, SyntaxError) as e:
        print(seen, type(e).__name__, e.args[0] if isinstance(e, tokenize.TokenError) else e.msg, reader.read)
    else:
        print(seen, reader.read)


def failing():
    yield "x = 1\n"
    raise RuntimeError("no more")


tokens = tokenize.generate_tokens(failing().__next__)
print([next(tokens).string for _ in range(4)])
try:
    next(tokens)
except RuntimeError as e:
    print(e)

# expect: [('NAME', 'x', (1, 0), (1, 1), 1), ('OP', '=', (1, 2), (1, 3), 1), ('NUMBER', '1', (1, 4), (1, 5), 1), ('NEWLINE', '\n', (1, 5), (1, 6), 1), ('NAME', 'y', (2, 0), (2, 1), 2), ('OP', '=', (2, 2), (2, 3), 2), ('NUMBER', '2', (2, 4), (2, 5), 2), ('NEWLINE', '\n', (2, 5), (2, 6), 2), ('NAME', 's', (3, 0), (3, 1), 3), ('OP', '=', (3, 2), (3, 3), 3), ('STRING', "'''a\nb'''", (3, 4), (4, 4), 4), ('NEWLINE', '\n', (4, 4), (4, 5), 4), ('NAME', 'z', (5, 0), (5, 1), 5), ('OP', '=', (5, 2), (5, 3), 5), ('NUMBER', '3', (5, 4), (5, 5), 5), ('NEWLINE', '\n', (5, 5), (5, 6), 5), ('ENDMARKER', '', (6, 0), (6, 0), 5)]
# expect: [((0, 0), '', 1), ((1, 0), 'x = 1\n', 1), ((1, 2), 'x = 1\n', 1), ((1, 4), 'x = 1\n', 1), ((1, 5), 'x = 1\n', 1), ((2, 0), 'y = 2\n', 2), ((2, 2), 'y = 2\n', 2), ((2, 4), 'y = 2\n', 2), ((2, 5), 'y = 2\n', 2), ((3, 0), "s = '''a\n", 3), ((3, 2), "s = '''a\n", 3), ((3, 4), "s = '''a\nb'''\n", 4), ((4, 4), "b'''\n", 4), ((5, 0), 'z = 3\n', 5), ((5, 2), 'z = 3\n', 5), ((5, 4), 'z = 3\n', 5), ((5, 5), 'z = 3\n', 5), ((6, 0), '', 5)]
# expect: [('COMMENT', '# comment', (1, 0), (1, 9), 1), ('NL', '\n', (1, 9), (1, 10), 1), ('NL', '\n', (2, 0), (2, 1), 2), ('NAME', 'if', (3, 0), (3, 2), 3), ('NAME', 'x', (3, 3), (3, 4), 3), ('OP', ':', (3, 4), (3, 5), 3), ('NEWLINE', '\n', (3, 5), (3, 6), 3), ('INDENT', '    ', (4, 0), (4, 4), 4), ('NAME', 'y', (4, 4), (4, 5), 4), ('OP', '=', (4, 6), (4, 7), 4), ('OP', '(', (4, 8), (4, 9), 4), ('NUMBER', '1', (4, 9), (4, 10), 4), ('OP', ',', (4, 10), (4, 11), 4), ('NL', '\n', (4, 11), (4, 12), 4), ('NUMBER', '2', (5, 9), (5, 10), 5), ('OP', ')', (5, 10), (5, 11), 5), ('COMMENT', '# more', (5, 13), (5, 19), 5), ('NEWLINE', '\n', (5, 19), (5, 20), 5), ('NL', '\n', (6, 0), (6, 1), 6), ('COMMENT', '# deeper', (7, 4), (7, 12), 7), ('NL', '\n', (7, 12), (7, 13), 7), ('DEDENT', '', (8, 0), (8, 0), 8), ('NAME', 'else', (8, 0), (8, 4), 8), ('OP', ':', (8, 4), (8, 5), 8), ('NEWLINE', '\n', (8, 5), (8, 6), 8), ('INDENT', '\t', (9, 0), (9, 1), 9), ('NAME', 'z', (9, 1), (9, 2), 9), ('OP', '=', (9, 3), (9, 4), 9), ('NUMBER', '3', (9, 5), (9, 6), 9), ('NEWLINE', '\n', (9, 6), (9, 7), 9), ('DEDENT', '', (10, 0), (10, 0), 9), ('ENDMARKER', '', (10, 0), (10, 0), 9)]
# expect: [((0, 0), '', 2), ((1, 0), '# comment\n', 2), ((1, 9), '# comment\n', 2), ((2, 0), '\n', 2), ((3, 0), 'if x:\n', 3), ((3, 3), 'if x:\n', 3), ((3, 4), 'if x:\n', 3), ((3, 5), 'if x:\n', 3), ((4, 0), '    y = (1,\n', 4), ((4, 4), '    y = (1,\n', 4), ((4, 6), '    y = (1,\n', 4), ((4, 8), '    y = (1,\n', 4), ((4, 9), '    y = (1,\n', 4), ((4, 10), '    y = (1,\n', 4), ((4, 11), '    y = (1,\n', 4), ((5, 9), '         2)  # more\n', 5), ((5, 10), '         2)  # more\n', 5), ((5, 13), '         2)  # more\n', 5), ((5, 19), '         2)  # more\n', 5), ((6, 0), '\n', 6), ((7, 4), '    # deeper\n', 7), ((7, 12), '    # deeper\n', 7), ((8, 0), 'else:\n', 8), ((8, 0), 'else:\n', 8), ((8, 4), 'else:\n', 8), ((8, 5), 'else:\n', 8), ((9, 0), '\tz = 3\n', 9), ((9, 1), '\tz = 3\n', 9), ((9, 3), '\tz = 3\n', 9), ((9, 5), '\tz = 3\n', 9), ((9, 6), '\tz = 3\n', 9), ((10, 0), '', 9), ((10, 0), '', 9)]
# expect: [('NAME', 'x', (1, 0), (1, 1), 1), ('OP', '=', (1, 2), (1, 3), 1), ('NUMBER', '1', (1, 4), (1, 5), 1), ('OP', '+', (1, 6), (1, 7), 1), ('NUMBER', '2', (2, 2), (2, 3), 2), ('NEWLINE', '\n', (2, 3), (2, 4), 2), ('NAME', 'y', (3, 0), (3, 1), 3), ('OP', '=', (3, 2), (3, 3), 3), ('OP', '[', (3, 4), (3, 5), 3), ('NL', '\n', (3, 5), (3, 6), 3), ('NL', '\n', (4, 0), (4, 1), 4), ('COMMENT', '# in', (5, 0), (5, 4), 5), ('NL', '\n', (5, 4), (5, 5), 5), ('NUMBER', '1', (6, 0), (6, 1), 6), ('NL', '\n', (6, 1), (6, 2), 6), ('OP', ']', (7, 0), (7, 1), 7), ('NEWLINE', '\n', (7, 1), (7, 2), 7), ('ENDMARKER', '', (8, 0), (8, 0), 7)]
# expect: [((0, 0), '', 1), ((1, 0), 'x = 1 + \\\n', 1), ((1, 2), 'x = 1 + \\\n', 1), ((1, 4), 'x = 1 + \\\n', 1), ((1, 6), 'x = 1 + \\\n', 1), ((2, 2), '  2\n', 2), ((2, 3), '  2\n', 2), ((3, 0), 'y = [\n', 3), ((3, 2), 'y = [\n', 3), ((3, 4), 'y = [\n', 3), ((3, 5), 'y = [\n', 3), ((4, 0), '\n', 4), ((5, 0), '# in\n', 5), ((5, 4), '# in\n', 5), ((6, 0), '1\n', 6), ((6, 1), '1\n', 6), ((7, 0), ']\n', 7), ((7, 1), ']\n', 7), ((8, 0), '', 7)]
# expect: [('FSTRING_START', "f'''", (1, 0), (1, 4), 1), ('FSTRING_MIDDLE', 'a', (1, 4), (1, 5), 1), ('OP', '{', (1, 5), (1, 6), 1), ('NL', '\n', (1, 6), (1, 7), 1), ('NAME', 'b', (2, 0), (2, 1), 2), ('NL', '\n', (2, 1), (2, 2), 2), ('OP', ':', (3, 0), (3, 1), 3), ('FSTRING_MIDDLE', 'x', (3, 1), (3, 2), 3), ('OP', '}', (3, 2), (3, 3), 3), ('FSTRING_MIDDLE', 'c\n', (3, 3), (4, 0), 4), ('OP', '{', (4, 0), (4, 1), 4), ('NAME', 'd', (4, 1), (4, 2), 4), ('OP', '}', (4, 2), (4, 3), 4), ('FSTRING_END', "'''", (4, 3), (4, 6), 4), ('NEWLINE', '\n', (4, 6), (4, 7), 4), ('NAME', 'g', (5, 0), (5, 1), 5), ('OP', '=', (5, 2), (5, 3), 5), ('FSTRING_START', "f'", (5, 4), (5, 6), 5), ('OP', '{', (5, 6), (5, 7), 5), ('NAME', 'x', (5, 7), (5, 8), 5), ('OP', '!', (5, 8), (5, 9), 5), ('NAME', 'r', (5, 9), (5, 10), 5), ('OP', ':', (5, 10), (5, 11), 5), ('FSTRING_MIDDLE', '>4', (5, 11), (5, 13), 5), ('OP', '}', (5, 13), (5, 14), 5), ('FSTRING_END', "'", (5, 14), (5, 15), 5), ('NEWLINE', '\n', (5, 15), (5, 16), 5), ('ENDMARKER', '', (6, 0), (6, 0), 5)]
# expect: [((0, 0), '', 1), ((1, 0), "f'''a{\n", 1), ((1, 4), "f'''a{\n", 1), ((1, 5), "f'''a{\n", 1), ((1, 6), "f'''a{\n", 1), ((2, 0), 'b\n', 2), ((2, 1), 'b\n', 2), ((3, 0), ':x}c\n', 3), ((3, 1), ':x}c\n', 3), ((3, 2), ':x}c\n', 3), ((3, 3), ":x}c\n{d}'''\n", 4), ((4, 0), "{d}'''\n", 4), ((4, 1), "{d}'''\n", 4), ((4, 2), "{d}'''\n", 4), ((4, 3), "{d}'''\n", 4), ((4, 6), "{d}'''\n", 4), ((5, 0), "g = f'{x!r:>4}'\n", 5), ((5, 2), "g = f'{x!r:>4}'\n", 5), ((5, 4), "g = f'{x!r:>4}'\n", 5), ((5, 6), "g = f'{x!r:>4}'\n", 5), ((5, 7), "g = f'{x!r:>4}'\n", 5), ((5, 8), "g = f'{x!r:>4}'\n", 5), ((5, 9), "g = f'{x!r:>4}'\n", 5), ((5, 10), "g = f'{x!r:>4}'\n", 5), ((5, 11), "g = f'{x!r:>4}'\n", 5), ((5, 13), "g = f'{x!r:>4}'\n", 5), ((5, 14), "g = f'{x!r:>4}'\n", 5), ((5, 15), "g = f'{x!r:>4}'\n", 5), ((6, 0), '', 5)]
# expect: [('NAME', 'def', (1, 0), (1, 3), 1), ('NAME', 'f', (1, 4), (1, 5), 1), ('OP', '(', (1, 5), (1, 6), 1), ('OP', ')', (1, 6), (1, 7), 1), ('OP', ':', (1, 7), (1, 8), 1), ('NEWLINE', '\n', (1, 8), (1, 9), 1), ('INDENT', '    ', (2, 0), (2, 4), 2), ('STRING', '\'\'\'doc\n    don\'t\n    "quoted" {braces}\n    \'\'\'', (2, 4), (5, 7), 5), ('NEWLINE', '\n', (5, 7), (5, 8), 5), ('NAME', 'return', (6, 4), (6, 10), 6), ('NUMBER', '1', (6, 11), (6, 12), 6), ('NEWLINE', '\n', (6, 12), (6, 13), 6), ('NL', '\n', (7, 0), (7, 1), 7), ('NL', '\n', (8, 0), (8, 1), 8), ('DEDENT', '', (9, 0), (9, 0), 9), ('NAME', 'f', (9, 0), (9, 1), 9), ('OP', '(', (9, 1), (9, 2), 9), ('OP', ')', (9, 2), (9, 3), 9), ('NEWLINE', '\n', (9, 3), (9, 4), 9), ('ENDMARKER', '', (10, 0), (10, 0), 9)]
# expect: [((0, 0), '', 1), ((1, 0), 'def f():\n', 1), ((1, 4), 'def f():\n', 1), ((1, 5), 'def f():\n', 1), ((1, 6), 'def f():\n', 1), ((1, 7), 'def f():\n', 1), ((1, 8), 'def f():\n', 1), ((2, 0), "    '''doc\n", 2), ((2, 4), '    \'\'\'doc\n    don\'t\n    "quoted" {braces}\n    \'\'\'\n', 5), ((5, 7), "    '''\n", 5), ((6, 4), '    return 1\n', 6), ((6, 11), '    return 1\n', 6), ((6, 12), '    return 1\n', 6), ((7, 0), '\n', 7), ((8, 0), '\n', 8), ((9, 0), 'f()\n', 9), ((9, 0), 'f()\n', 9), ((9, 1), 'f()\n', 9), ((9, 2), 'f()\n', 9), ((9, 3), 'f()\n', 9), ((10, 0), '', 9)]
# expect: [('STRING', "'abc\\\ndef'", (1, 0), (2, 4), 2), ('NEWLINE', '\n', (2, 4), (2, 5), 2), ('NAME', 'x', (3, 0), (3, 1), 3), ('NEWLINE', '', (3, 1), (3, 2), 3), ('ENDMARKER', '', (4, 0), (4, 0), 3)]
# expect: [((0, 0), '', 1), ((1, 0), "'abc\\\ndef'\n", 2), ((2, 4), "def'\n", 2), ((3, 0), 'x', 3), ((3, 1), 'x', 3), ((4, 0), '', 3)]
# expect: [('NAME', 'x', (1, 0), (1, 1), 1), ('OP', '=', (1, 2), (1, 3), 1), ('STRING', "'a'", (1, 4), (1, 7), 1), ('STRING', "'b'", (1, 8), (1, 11), 1), ('OP', ';', (1, 11), (1, 12), 1), ('NAME', 'y', (1, 13), (1, 14), 1), ('NEWLINE', '\n', (1, 14), (1, 15), 1), ('OP', '@', (2, 0), (2, 1), 2), ('NAME', 'd', (2, 1), (2, 2), 2), ('NEWLINE', '\n', (2, 2), (2, 3), 2), ('NAME', 'class', (3, 0), (3, 5), 3), ('NAME', 'A', (3, 6), (3, 7), 3), ('OP', ':', (3, 7), (3, 8), 3), ('NAME', 'pass', (3, 9), (3, 13), 3), ('NEWLINE', '\n', (3, 13), (3, 14), 3), ('ENDMARKER', '', (4, 0), (4, 0), 3)]
# expect: [((0, 0), '', 1), ((1, 0), "x = 'a' 'b'; y\n", 1), ((1, 2), "x = 'a' 'b'; y\n", 1), ((1, 4), "x = 'a' 'b'; y\n", 1), ((1, 8), "x = 'a' 'b'; y\n", 1), ((1, 11), "x = 'a' 'b'; y\n", 1), ((1, 13), "x = 'a' 'b'; y\n", 1), ((1, 14), "x = 'a' 'b'; y\n", 1), ((2, 0), '@d\n', 2), ((2, 1), '@d\n', 2), ((2, 2), '@d\n', 2), ((3, 0), 'class A: pass\n', 3), ((3, 6), 'class A: pass\n', 3), ((3, 7), 'class A: pass\n', 3), ((3, 9), 'class A: pass\n', 3), ((3, 13), 'class A: pass\n', 3), ((4, 0), '', 3)]
# expect: [('ENDMARKER', '', (1, 0), (1, 0), 0)]
# expect: [('NL', '\n', (1, 0), (1, 1), 1), ('NL', '\n', (2, 0), (2, 1), 2), ('ENDMARKER', '', (3, 0), (3, 0), 2)]
# expect: [((0, 0), '', 2), ((1, 0), '\n', 2), ((2, 0), '\n', 2), ((3, 0), '', 2)]
# expect: [('NL', '\n', (1, 3), (1, 4), 1), ('COMMENT', '#only', (2, 0), (2, 5), 2), ('NL', '', (2, 5), (2, 6), 2), ('ENDMARKER', '', (3, 0), (3, 0), 2)]
# expect: [((0, 0), '', 2), ((1, 3), '   \n', 2), ((2, 0), '#only', 2), ((2, 5), '#only', 2), ((3, 0), '', 2)]
# expect: ['a', '=', '1', '\n']
# expect: ['if', 'a', ':', '\n']
# expect: ['  ', 'b', '(', ')', '\n']
# expect: ['', '']
# expect: ['x', '=', '1', '\n', 'y', '='] TokenError unterminated string literal (detected at line 2) 2
# expect: ['x', '=', '(', '1', ',', '\n'] TokenError unexpected EOF in multi-line statement 1
# expect: [] TokenError EOF in multi-line string 2
# expect: ['if', 'x', ':', '\n', '    ', 'y', '\n'] IndentationError unindent does not match any outer indentation level 3
# expect: ['x', '=', '1', '\n', '$', '\n', 'y', '\n', ''] 3
# expect: [] TokenError source code cannot contain null bytes 1
# expect: ['x', '=', '1', '\n']
# expect: no more
