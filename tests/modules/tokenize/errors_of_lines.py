# Errors of indentation show the whole line, without its end; a text that ends too early is told by its last line.
import io
import sys
import tokenize

if sys.version_info < (3, 12):
    sys.exit()

for source in ("if True:\n\tprint(1)\n    \tprint(2)\n", "if 1:\n  a\n b\n", "if 1:\n  a\n b\nc", "if 1:\n  a\n b", "if 1:\n  a\n é # é\n",
               "".join(" " * i + "if 1:\n" for i in range(102)), "(\n", "(", "(a,\n\n\n", "if 1:\n  (\n", "a\\\n", "a\\", "'''abc\n"):
    try:
        print(repr(source[:20]), [t.string for t in tokenize.generate_tokens(io.StringIO(source).readline)])
    except (SyntaxError, tokenize.TokenError) as e:
        print(repr(source[:20]), type(e).__name__, e.args)

# expect-since-3.12: 'if True:\n\tprint(1)\n ' TabError ('inconsistent use of tabs and spaces in indentation', ('<string>', 3, 14, '    \tprint(2)', None, None))
# expect-since-3.12: 'if 1:\n  a\n b\n' IndentationError ('unindent does not match any outer indentation level', ('<string>', 3, 3, ' b', None, None))
# expect-since-3.12: 'if 1:\n  a\n b\nc' IndentationError ('unindent does not match any outer indentation level', ('<string>', 3, 3, ' b', None, None))
# expect-since-3.12: 'if 1:\n  a\n b' IndentationError ('unindent does not match any outer indentation level', ('<string>', 3, 3, ' b', None, None))
# expect-since-3.12: 'if 1:\n  a\n é # é\n' IndentationError ('unindent does not match any outer indentation level', ('<string>', 3, 7, ' é # é', None, None))
# expect-since-3.12: 'if 1:\n if 1:\n  if 1:' IndentationError ('too many levels of indentation', ('<string>', 101, 106, '                                                                                                    if 1:', None, None))
# expect-since-3.12: '(\n' TokenError ('unexpected EOF in multi-line statement', (1, 0))
# expect-since-3.12: '(' TokenError ('unexpected EOF in multi-line statement', (1, 0))
# expect-since-3.12: '(a,\n\n\n' TokenError ('unexpected EOF in multi-line statement', (3, 0))
# expect-since-3.12: 'if 1:\n  (\n' TokenError ('unexpected EOF in multi-line statement', (2, 0))
# expect-since-3.12: 'a\\\n' TokenError ('unexpected EOF in multi-line statement', (1, 3))
# expect-since-3.12: 'a\\' TokenError ('unexpected EOF in multi-line statement', (1, 3))
# expect-since-3.12: "'''abc\n" TokenError ('EOF in multi-line string', (1, 1))
