# Errors of indentation show the whole line, without its end; a text that ends too early is told by its last line.
import io
import tokenize

for source in ("if True:\n\tprint(1)\n    \tprint(2)\n", "if 1:\n  a\n b\n", "if 1:\n  a\n b\nc", "if 1:\n  a\n b", "if 1:\n  a\n é # é\n",
               "".join(" " * i + "if 1:\n" for i in range(102)), "(\n", "(", "(a,\n\n\n", "if 1:\n  (\n", "a\\\n", "a\\", "'''abc\n", "1 <> 2\n"):
    try:
        print(repr(source[:20]), [t.string for t in tokenize.generate_tokens(io.StringIO(source).readline)])
    except (SyntaxError, tokenize.TokenError) as e:
        print(repr(source[:20]), type(e).__name__, e.args)

# expect: 'if True:\n\tprint(1)\n ' TabError ('inconsistent use of tabs and spaces in indentation', ('<string>', 3, 14, '    \tprint(2)', None, None))
# expect: 'if 1:\n  a\n b\n' IndentationError ('unindent does not match any outer indentation level', ('<string>', 3, 3, ' b', None, None))
# expect: 'if 1:\n  a\n b\nc' IndentationError ('unindent does not match any outer indentation level', ('<string>', 3, 3, ' b', None, None))
# expect: 'if 1:\n  a\n b' IndentationError ('unindent does not match any outer indentation level', ('<string>', 3, 3, ' b', None, None))
# expect: 'if 1:\n  a\n é # é\n' IndentationError ('unindent does not match any outer indentation level', ('<string>', 3, 7, ' é # é', None, None))
# expect: 'if 1:\n if 1:\n  if 1:' IndentationError ('too many levels of indentation', ('<string>', 101, 106, '                                                                                                    if 1:', None, None))
# expect: '(\n' TokenError ('unexpected EOF in multi-line statement', (1, 0))
# expect: '(' TokenError ('unexpected EOF in multi-line statement', (1, 0))
# expect: '(a,\n\n\n' TokenError ('unexpected EOF in multi-line statement', (3, 0))
# expect: 'if 1:\n  (\n' TokenError ('unexpected EOF in multi-line statement', (2, 0))
# expect: 'a\\\n' TokenError ('unexpected EOF in multi-line statement', (1, 3))
# expect: 'a\\' TokenError ('unexpected EOF in multi-line statement', (1, 3))
# expect: "'''abc\n" TokenError ('EOF in multi-line string', (1, 1))
# expect-before-3.15: '1 <> 2\n' ['1', '<>', '2', '\n', '']
# expect-since-3.15: '1 <> 2\n' ['1', '<', '>', '2', '\n', '']
