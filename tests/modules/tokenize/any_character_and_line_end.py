# min-version: 3.12
# Tools see the text as it was read: its line ends, characters that Python does not know, and where it ends too early.
import io
import tokenize

SOURCES = ["a\r\n'''\r\n'''\r\n#b\r\n(\r\n1)\r\n", "  \r\n\x0c\n", "x\\\r\ny", "if x:\r\n  y\r\nz", "a\nb\r\nc", "a\xa0b\n", "x=“a”\n", "\u200b",
           "a € b # é\n", "\ufeffx = 1\n", "f'{a:{b}}'", "f'}'\n", "f'{x:{y}z{{w}}'", "f'{x:>{y}}{z}'", "x=1\n\0\n", "é\0", "'''\n\0'''", "a\\ b\n",
           "x\n  é\\ b\n", "\\\n", "x\ny = é\\", "x\n  \\\n", "(\n\\\n", "f'{a", "f'''{\n\n(", "f'''\n\n{a}\n{b[", "z\nif 1:\n  f'''a\n {(\n"]


def tokens(lines):
    try:
        for token in lines:
            print(" ", tokenize.tok_name[token.type], ascii(token.string), token.start, token.end, ascii(token.line))
    except tokenize.TokenError as e:
        print(" ", e.args)


for source in SOURCES:
    print(ascii(source))
    tokens(tokenize.generate_tokens(io.StringIO(source, newline="").readline))
tokens(tokenize.tokenize(io.BytesIO("\ufeffé = 1\r\n".encode()).readline))
print(ascii(tokenize.untokenize(tokenize.generate_tokens(io.StringIO(SOURCES[0], newline="").readline))))

# expect: "a\r\n'''\r\n'''\r\n#b\r\n(\r\n1)\r\n"
# expect:   NAME 'a' (1, 0) (1, 1) 'a\r\n'
# expect:   NEWLINE '\r\n' (1, 1) (1, 3) 'a\r\n'
# expect:   STRING "'''\r\n'''" (2, 0) (3, 3) "'''\r\n'''\r\n"
# expect:   NEWLINE '\r\n' (3, 3) (3, 5) "'''\r\n"
# expect:   COMMENT '#b' (4, 0) (4, 2) '#b\r\n'
# expect:   NL '\r\n' (4, 2) (4, 4) '#b\r\n'
# expect:   OP '(' (5, 0) (5, 1) '(\r\n'
# expect:   NL '\r\n' (5, 1) (5, 3) '(\r\n'
# expect:   NUMBER '1' (6, 0) (6, 1) '1)\r\n'
# expect:   OP ')' (6, 1) (6, 2) '1)\r\n'
# expect:   NEWLINE '\r\n' (6, 2) (6, 4) '1)\r\n'
# expect:   ENDMARKER '' (7, 0) (7, 0) ''
# expect: '  \r\n\x0c\n'
# expect:   NL '\r\n' (1, 2) (1, 4) '  \r\n'
# expect:   NL '\n' (2, 1) (2, 2) '\x0c\n'
# expect:   ENDMARKER '' (3, 0) (3, 0) ''
# expect: 'x\\\r\ny'
# expect:   NAME 'x' (1, 0) (1, 1) 'x\\\r\n'
# expect:   NAME 'y' (2, 0) (2, 1) 'y'
# expect:   NEWLINE '' (2, 1) (2, 2) 'y'
# expect:   ENDMARKER '' (3, 0) (3, 0) ''
# expect: 'if x:\r\n  y\r\nz'
# expect:   NAME 'if' (1, 0) (1, 2) 'if x:\r\n'
# expect:   NAME 'x' (1, 3) (1, 4) 'if x:\r\n'
# expect:   OP ':' (1, 4) (1, 5) 'if x:\r\n'
# expect:   NEWLINE '\r\n' (1, 5) (1, 7) 'if x:\r\n'
# expect:   INDENT '  ' (2, 0) (2, 2) '  y\r\n'
# expect:   NAME 'y' (2, 2) (2, 3) '  y\r\n'
# expect:   NEWLINE '\r\n' (2, 3) (2, 5) '  y\r\n'
# expect:   DEDENT '' (3, 0) (3, 0) 'z'
# expect:   NAME 'z' (3, 0) (3, 1) 'z'
# expect:   NEWLINE '' (3, 1) (3, 2) 'z'
# expect:   ENDMARKER '' (4, 0) (4, 0) ''
# expect: 'a\nb\r\nc'
# expect:   NAME 'a' (1, 0) (1, 1) 'a\n'
# expect:   NEWLINE '\n' (1, 1) (1, 2) 'a\n'
# expect:   NAME 'b' (2, 0) (2, 1) 'b\r\n'
# expect:   NEWLINE '\r\n' (2, 1) (2, 3) 'b\r\n'
# expect:   NAME 'c' (3, 0) (3, 1) 'c'
# expect:   NEWLINE '' (3, 1) (3, 2) 'c'
# expect:   ENDMARKER '' (4, 0) (4, 0) ''
# expect: 'a\xa0b\n'
# expect:   NAME 'a\xa0b' (1, 0) (1, 3) 'a\xa0b\n'
# expect:   NEWLINE '\n' (1, 3) (1, 4) 'a\xa0b\n'
# expect:   ENDMARKER '' (2, 0) (2, 0) ''
# expect: 'x=\u201ca\u201d\n'
# expect:   NAME 'x' (1, 0) (1, 1) 'x=\u201ca\u201d\n'
# expect:   OP '=' (1, 1) (1, 2) 'x=\u201ca\u201d\n'
# expect:   NAME '\u201ca\u201d' (1, 2) (1, 5) 'x=\u201ca\u201d\n'
# expect:   NEWLINE '\n' (1, 5) (1, 6) 'x=\u201ca\u201d\n'
# expect:   ENDMARKER '' (2, 0) (2, 0) ''
# expect: '\u200b'
# expect:   NAME '\u200b' (1, 0) (1, 1) '\u200b'
# expect:   NEWLINE '' (1, 1) (1, 2) '\u200b'
# expect:   ENDMARKER '' (2, 0) (2, 0) ''
# expect: 'a \u20ac b # \xe9\n'
# expect:   NAME 'a' (1, 0) (1, 1) 'a \u20ac b # \xe9\n'
# expect:   NAME '\u20ac' (1, 2) (1, 3) 'a \u20ac b # \xe9\n'
# expect:   NAME 'b' (1, 4) (1, 5) 'a \u20ac b # \xe9\n'
# expect:   COMMENT '# \xe9' (1, 6) (1, 9) 'a \u20ac b # \xe9\n'
# expect:   NEWLINE '\n' (1, 9) (1, 10) 'a \u20ac b # \xe9\n'
# expect:   ENDMARKER '' (2, 0) (2, 0) ''
# expect: '\ufeffx = 1\n'
# expect:   NAME '\ufeffx' (1, 0) (1, 2) '\ufeffx = 1\n'
# expect:   OP '=' (1, 3) (1, 4) '\ufeffx = 1\n'
# expect:   NUMBER '1' (1, 5) (1, 6) '\ufeffx = 1\n'
# expect:   NEWLINE '\n' (1, 6) (1, 7) '\ufeffx = 1\n'
# expect:   ENDMARKER '' (2, 0) (2, 0) ''
# expect: "f'{a:{b}}'"
# expect:   FSTRING_START "f'" (1, 0) (1, 2) "f'{a:{b}}'"
# expect:   OP '{' (1, 2) (1, 3) "f'{a:{b}}'"
# expect:   NAME 'a' (1, 3) (1, 4) "f'{a:{b}}'"
# expect:   OP ':' (1, 4) (1, 5) "f'{a:{b}}'"
# expect:   OP '{' (1, 5) (1, 6) "f'{a:{b}}'"
# expect:   NAME 'b' (1, 6) (1, 7) "f'{a:{b}}'"
# expect:   OP '}' (1, 7) (1, 8) "f'{a:{b}}'"
# expect:   FSTRING_MIDDLE '' (1, 8) (1, 8) "f'{a:{b}}'"
# expect:   OP '}' (1, 8) (1, 9) "f'{a:{b}}'"
# expect:   FSTRING_END "'" (1, 9) (1, 10) "f'{a:{b}}'"
# expect:   NEWLINE '' (1, 10) (1, 11) "f'{a:{b}}'"
# expect:   ENDMARKER '' (2, 0) (2, 0) ''
# expect: "f'}'\n"
# expect:   FSTRING_START "f'" (1, 0) (1, 2) "f'}'\n"
# expect:   FSTRING_MIDDLE '' (1, 2) (1, 2) "f'}'\n"
# expect:   ("f-string: single '}' is not allowed", (1, 3))
# expect: "f'{x:{y}z{{w}}'"
# expect:   FSTRING_START "f'" (1, 0) (1, 2) "f'{x:{y}z{{w}}'"
# expect:   OP '{' (1, 2) (1, 3) "f'{x:{y}z{{w}}'"
# expect:   NAME 'x' (1, 3) (1, 4) "f'{x:{y}z{{w}}'"
# expect:   OP ':' (1, 4) (1, 5) "f'{x:{y}z{{w}}'"
# expect:   OP '{' (1, 5) (1, 6) "f'{x:{y}z{{w}}'"
# expect:   NAME 'y' (1, 6) (1, 7) "f'{x:{y}z{{w}}'"
# expect:   OP '}' (1, 7) (1, 8) "f'{x:{y}z{{w}}'"
# expect:   FSTRING_MIDDLE 'z{' (1, 8) (1, 10) "f'{x:{y}z{{w}}'"
# expect:   FSTRING_MIDDLE 'w' (1, 11) (1, 12) "f'{x:{y}z{{w}}'"
# expect:   OP '}' (1, 12) (1, 13) "f'{x:{y}z{{w}}'"
# expect:   FSTRING_MIDDLE '' (1, 13) (1, 13) "f'{x:{y}z{{w}}'"
# expect:   ("f-string: single '}' is not allowed", (1, 14))
# expect: "f'{x:>{y}}{z}'"
# expect:   FSTRING_START "f'" (1, 0) (1, 2) "f'{x:>{y}}{z}'"
# expect:   OP '{' (1, 2) (1, 3) "f'{x:>{y}}{z}'"
# expect:   NAME 'x' (1, 3) (1, 4) "f'{x:>{y}}{z}'"
# expect:   OP ':' (1, 4) (1, 5) "f'{x:>{y}}{z}'"
# expect:   FSTRING_MIDDLE '>' (1, 5) (1, 6) "f'{x:>{y}}{z}'"
# expect:   OP '{' (1, 6) (1, 7) "f'{x:>{y}}{z}'"
# expect:   NAME 'y' (1, 7) (1, 8) "f'{x:>{y}}{z}'"
# expect:   OP '}' (1, 8) (1, 9) "f'{x:>{y}}{z}'"
# expect:   FSTRING_MIDDLE '' (1, 9) (1, 9) "f'{x:>{y}}{z}'"
# expect:   OP '}' (1, 9) (1, 10) "f'{x:>{y}}{z}'"
# expect:   OP '{' (1, 10) (1, 11) "f'{x:>{y}}{z}'"
# expect:   NAME 'z' (1, 11) (1, 12) "f'{x:>{y}}{z}'"
# expect:   OP '}' (1, 12) (1, 13) "f'{x:>{y}}{z}'"
# expect:   FSTRING_END "'" (1, 13) (1, 14) "f'{x:>{y}}{z}'"
# expect:   NEWLINE '' (1, 14) (1, 15) "f'{x:>{y}}{z}'"
# expect:   ENDMARKER '' (2, 0) (2, 0) ''
# expect: 'x=1\n\x00\n'
# expect:   NAME 'x' (1, 0) (1, 1) 'x=1\n'
# expect:   OP '=' (1, 1) (1, 2) 'x=1\n'
# expect:   NUMBER '1' (1, 2) (1, 3) 'x=1\n'
# expect:   NEWLINE '\n' (1, 3) (1, 4) 'x=1\n'
# expect:   ('source code cannot contain null bytes', (2, 0))
# expect: '\xe9\x00'
# expect:   ('source code cannot contain null bytes', (1, 0))
# expect: "'''\n\x00'''"
# expect:   ('source code cannot contain null bytes', (2, 0))
# expect: 'a\\ b\n'
# expect:   NAME 'a' (1, 0) (1, 1) 'a\\ b\n'
# expect:   ('unexpected character after line continuation character', (1, 5))
# expect: 'x\n  \xe9\\ b\n'
# expect:   NAME 'x' (1, 0) (1, 1) 'x\n'
# expect:   NEWLINE '\n' (1, 1) (1, 2) 'x\n'
# expect:   INDENT '  ' (2, 0) (2, 2) '  \xe9\\ b\n'
# expect:   NAME '\xe9' (2, 2) (2, 3) '  \xe9\\ b\n'
# expect:   ('unexpected character after line continuation character', (2, 7))
# expect: '\\\n'
# expect:   ('unexpected EOF in multi-line statement', (1, 0))
# expect: 'x\ny = \xe9\\'
# expect:   NAME 'x' (1, 0) (1, 1) 'x\n'
# expect:   NEWLINE '\n' (1, 1) (1, 2) 'x\n'
# expect:   NAME 'y' (2, 0) (2, 1) 'y = \xe9\\'
# expect:   OP '=' (2, 2) (2, 3) 'y = \xe9\\'
# expect:   NAME '\xe9' (2, 4) (2, 5) 'y = \xe9\\'
# expect:   ('unexpected EOF in multi-line statement', (2, 8))
# expect: 'x\n  \\\n'
# expect:   NAME 'x' (1, 0) (1, 1) 'x\n'
# expect:   NEWLINE '\n' (1, 1) (1, 2) 'x\n'
# expect:   ('unexpected EOF in multi-line statement', (2, 0))
# expect: '(\n\\\n'
# expect:   OP '(' (1, 0) (1, 1) '(\n'
# expect:   NL '\n' (1, 1) (1, 2) '(\n'
# expect:   ('unexpected EOF in multi-line statement', (2, 0))
# expect: "f'{a"
# expect:   FSTRING_START "f'" (1, 0) (1, 2) "f'{a"
# expect:   OP '{' (1, 2) (1, 3) "f'{a"
# expect:   NAME 'a' (1, 3) (1, 4) "f'{a"
# expect:   NL '' (1, 4) (1, 5) "f'{a"
# expect:   ('unexpected EOF in multi-line statement', (1, 5))
# expect: "f'''{\n\n("
# expect:   FSTRING_START "f'''" (1, 0) (1, 4) "f'''{\n"
# expect:   OP '{' (1, 4) (1, 5) "f'''{\n"
# expect:   NL '\n' (1, 5) (1, 6) "f'''{\n"
# expect:   NL '\n' (2, 0) (2, 1) '\n'
# expect:   OP '(' (3, 0) (3, 1) '('
# expect:   NL '' (3, 1) (3, 2) '('
# expect:   ('unexpected EOF in multi-line statement', (3, 9))
# expect: "f'''\n\n{a}\n{b["
# expect:   FSTRING_START "f'''" (1, 0) (1, 4) "f'''\n"
# expect:   FSTRING_MIDDLE '\n\n' (1, 4) (3, 0) "f'''\n\n{a}\n"
# expect:   OP '{' (3, 0) (3, 1) '{a}\n'
# expect:   NAME 'a' (3, 1) (3, 2) '{a}\n'
# expect:   OP '}' (3, 2) (3, 3) '{a}\n'
# expect:   FSTRING_MIDDLE '\n' (3, 3) (4, 0) '{a}\n{b['
# expect:   OP '{' (4, 0) (4, 1) '{b['
# expect:   NAME 'b' (4, 1) (4, 2) '{b['
# expect:   OP '[' (4, 2) (4, 3) '{b['
# expect:   NL '' (4, 3) (4, 4) '{b['
# expect:   ('unexpected EOF in multi-line statement', (4, 14))
# expect: "z\nif 1:\n  f'''a\n {(\n"
# expect:   NAME 'z' (1, 0) (1, 1) 'z\n'
# expect:   NEWLINE '\n' (1, 1) (1, 2) 'z\n'
# expect:   NAME 'if' (2, 0) (2, 2) 'if 1:\n'
# expect:   NUMBER '1' (2, 3) (2, 4) 'if 1:\n'
# expect:   OP ':' (2, 4) (2, 5) 'if 1:\n'
# expect:   NEWLINE '\n' (2, 5) (2, 6) 'if 1:\n'
# expect:   INDENT '  ' (3, 0) (3, 2) "  f'''a\n"
# expect:   FSTRING_START "f'''" (3, 2) (3, 6) "  f'''a\n"
# expect:   FSTRING_MIDDLE 'a\n ' (3, 6) (4, 1) "  f'''a\n {(\n"
# expect:   OP '{' (4, 1) (4, 2) ' {(\n'
# expect:   OP '(' (4, 2) (4, 3) ' {(\n'
# expect:   NL '\n' (4, 3) (4, 4) ' {(\n'
# expect:   ('unexpected EOF in multi-line statement', (4, 12))
# expect:   ENCODING 'utf-8' (0, 0) (0, 0) ''
# expect:   NAME '\xe9' (1, 0) (1, 1) '\xe9 = 1\r\n'
# expect:   OP '=' (1, 2) (1, 3) '\xe9 = 1\r\n'
# expect:   NUMBER '1' (1, 4) (1, 5) '\xe9 = 1\r\n'
# expect:   NEWLINE '\r\n' (1, 5) (1, 7) '\xe9 = 1\r\n'
# expect:   ENDMARKER '' (2, 0) (2, 0) ''
# expect: "a\r\n'''\r\n'''\r\n#b\r\n(\r\n1)\r\n"
