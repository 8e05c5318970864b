# min-version: 3.13
# With extra tokens, as tokenize asks for them, brackets need not match and numbers may touch names.
import io
from _tokenize import TokenizerIter

SOURCES = ")\n", "1_000abc\n", "012\n", "(]\n", "f'{a)}'\n", "a)b(\n", "(a\n", "1e5x 0xfg 1.5foo 1_j 00_7\n", "x = (1}\n+2)\n", "]}\n", "f'{a}' }\n"
for extra in True, False:
    for source in SOURCES:
        try:
            print([token[1] for token in TokenizerIter(io.StringIO(source).readline, extra_tokens=extra)])
        except SyntaxError as e:
            print(e.msg)

# expect: [')', '\n', '']
# expect: ['1_000', 'abc', '\n', '']
# expect: ['012', '\n', '']
# expect: ['(', ']', '\n', '']
# expect: f-string: single '}' is not allowed
# expect: unexpected EOF in multi-line statement
# expect: unexpected EOF in multi-line statement
# expect: invalid decimal literal
# expect: ['x', '=', '(', '1', '}', '\n', '+', '2', ')', '\n', '']
# expect: [']', '}', '\n', '']
# expect: ["f'", '{', 'a', '}', "'", '}', '\n', '']
# expect: unmatched ')'
# expect: invalid decimal literal
# expect: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers
# expect: closing parenthesis ']' does not match opening parenthesis '('
# expect: f-string: unmatched ')'
# expect: unmatched ')'
# expect: unexpected EOF in multi-line statement
# expect: invalid decimal literal
# expect: closing parenthesis '}' does not match opening parenthesis '('
# expect: unmatched ']'
# expect: unmatched '}'
