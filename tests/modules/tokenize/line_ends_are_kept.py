# The texts of tokens, their ends and their lines have the line ends that readline has given, not only "\n".
# min-version: 3.13
import io
import tokenize


def show(text):
    print(ascii(text))
    for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
        print("  ", tokenize.tok_name[token.type], ascii(token.string), token.start, token.end, ascii(token.line))


show("if True:\r\n    # NL\r\n    foo='bar'\r\n\r\n")
show('x="""a\r\nb"""\r\ny\n')
show('f"""a\r\n{x\r\n}b\r\n"""\r\n')
show("x = (1,\r\n  # c\r\n 2)\r\n")
show("x = 1 \\\r\n + 2 # c\r\n")
show("a\r\nb")
show("'a\\\r\nb'\r\n")
show("\n\r\n\n  \r\nx\n")
# A string may go on behind a backslash, also if it is one with fields.
show('f"abc\\\ndef{x}\\\n"\n')
show("rf'a\\\r\nb'\r\n")

# expect: "if True:\r\n    # NL\r\n    foo='bar'\r\n\r\n"
# expect:    NAME 'if' (1, 0) (1, 2) 'if True:\r\n'
# expect:    NAME 'True' (1, 3) (1, 7) 'if True:\r\n'
# expect:    OP ':' (1, 7) (1, 8) 'if True:\r\n'
# expect:    NEWLINE '\r\n' (1, 8) (1, 10) 'if True:\r\n'
# expect:    COMMENT '# NL' (2, 4) (2, 8) '    # NL\r\n'
# expect:    NL '\r\n' (2, 8) (2, 10) '    # NL\r\n'
# expect:    INDENT '    ' (3, 0) (3, 4) "    foo='bar'\r\n"
# expect:    NAME 'foo' (3, 4) (3, 7) "    foo='bar'\r\n"
# expect:    OP '=' (3, 7) (3, 8) "    foo='bar'\r\n"
# expect:    STRING "'bar'" (3, 8) (3, 13) "    foo='bar'\r\n"
# expect:    NEWLINE '\r\n' (3, 13) (3, 15) "    foo='bar'\r\n"
# expect:    NL '\r\n' (4, 0) (4, 2) '\r\n'
# expect:    DEDENT '' (5, 0) (5, 0) ''
# expect:    ENDMARKER '' (5, 0) (5, 0) ''
# expect: 'x="""a\r\nb"""\r\ny\n'
# expect:    NAME 'x' (1, 0) (1, 1) 'x="""a\r\n'
# expect:    OP '=' (1, 1) (1, 2) 'x="""a\r\n'
# expect:    STRING '"""a\r\nb"""' (1, 2) (2, 4) 'x="""a\r\nb"""\r\n'
# expect:    NEWLINE '\r\n' (2, 4) (2, 6) 'b"""\r\n'
# expect:    NAME 'y' (3, 0) (3, 1) 'y\n'
# expect:    NEWLINE '\n' (3, 1) (3, 2) 'y\n'
# expect:    ENDMARKER '' (4, 0) (4, 0) ''
# expect: 'f"""a\r\n{x\r\n}b\r\n"""\r\n'
# expect:    FSTRING_START 'f"""' (1, 0) (1, 4) 'f"""a\r\n'
# expect:    FSTRING_MIDDLE 'a\r\n' (1, 4) (2, 0) 'f"""a\r\n{x\r\n'
# expect:    OP '{' (2, 0) (2, 1) '{x\r\n'
# expect:    NAME 'x' (2, 1) (2, 2) '{x\r\n'
# expect:    NL '\r\n' (2, 2) (2, 4) '{x\r\n'
# expect:    OP '}' (3, 0) (3, 1) '}b\r\n'
# expect:    FSTRING_MIDDLE 'b\r\n' (3, 1) (4, 0) '}b\r\n"""\r\n'
# expect:    FSTRING_END '"""' (4, 0) (4, 3) '"""\r\n'
# expect:    NEWLINE '\r\n' (4, 3) (4, 5) '"""\r\n'
# expect:    ENDMARKER '' (5, 0) (5, 0) ''
# expect: 'x = (1,\r\n  # c\r\n 2)\r\n'
# expect:    NAME 'x' (1, 0) (1, 1) 'x = (1,\r\n'
# expect:    OP '=' (1, 2) (1, 3) 'x = (1,\r\n'
# expect:    OP '(' (1, 4) (1, 5) 'x = (1,\r\n'
# expect:    NUMBER '1' (1, 5) (1, 6) 'x = (1,\r\n'
# expect:    OP ',' (1, 6) (1, 7) 'x = (1,\r\n'
# expect:    NL '\r\n' (1, 7) (1, 9) 'x = (1,\r\n'
# expect:    COMMENT '# c' (2, 2) (2, 5) '  # c\r\n'
# expect:    NL '\r\n' (2, 5) (2, 7) '  # c\r\n'
# expect:    NUMBER '2' (3, 1) (3, 2) ' 2)\r\n'
# expect:    OP ')' (3, 2) (3, 3) ' 2)\r\n'
# expect:    NEWLINE '\r\n' (3, 3) (3, 5) ' 2)\r\n'
# expect:    ENDMARKER '' (4, 0) (4, 0) ''
# expect: 'x = 1 \\\r\n + 2 # c\r\n'
# expect:    NAME 'x' (1, 0) (1, 1) 'x = 1 \\\r\n'
# expect:    OP '=' (1, 2) (1, 3) 'x = 1 \\\r\n'
# expect:    NUMBER '1' (1, 4) (1, 5) 'x = 1 \\\r\n'
# expect:    OP '+' (2, 1) (2, 2) ' + 2 # c\r\n'
# expect:    NUMBER '2' (2, 3) (2, 4) ' + 2 # c\r\n'
# expect:    COMMENT '# c' (2, 5) (2, 8) ' + 2 # c\r\n'
# expect:    NEWLINE '\r\n' (2, 8) (2, 10) ' + 2 # c\r\n'
# expect:    ENDMARKER '' (3, 0) (3, 0) ''
# expect: 'a\r\nb'
# expect:    NAME 'a' (1, 0) (1, 1) 'a\r\n'
# expect:    NEWLINE '\r\n' (1, 1) (1, 3) 'a\r\n'
# expect:    NAME 'b' (2, 0) (2, 1) 'b'
# expect:    NEWLINE '' (2, 1) (2, 2) 'b'
# expect:    ENDMARKER '' (3, 0) (3, 0) ''
# expect: "'a\\\r\nb'\r\n"
# expect:    STRING "'a\\\r\nb'" (1, 0) (2, 2) "'a\\\r\nb'\r\n"
# expect:    NEWLINE '\r\n' (2, 2) (2, 4) "b'\r\n"
# expect:    ENDMARKER '' (3, 0) (3, 0) ''
# expect: '\n\r\n\n  \r\nx\n'
# expect:    NL '\n' (1, 0) (1, 1) '\n'
# expect:    NL '\r\n' (2, 0) (2, 2) '\r\n'
# expect:    NL '\n' (3, 0) (3, 1) '\n'
# expect:    NL '\r\n' (4, 2) (4, 4) '  \r\n'
# expect:    NAME 'x' (5, 0) (5, 1) 'x\n'
# expect:    NEWLINE '\n' (5, 1) (5, 2) 'x\n'
# expect:    ENDMARKER '' (6, 0) (6, 0) ''
# expect: 'f"abc\\\ndef{x}\\\n"\n'
# expect:    FSTRING_START 'f"' (1, 0) (1, 2) 'f"abc\\\n'
# expect:    FSTRING_MIDDLE 'abc\\\ndef' (1, 2) (2, 3) 'f"abc\\\ndef{x}\\\n'
# expect:    OP '{' (2, 3) (2, 4) 'def{x}\\\n'
# expect:    NAME 'x' (2, 4) (2, 5) 'def{x}\\\n'
# expect:    OP '}' (2, 5) (2, 6) 'def{x}\\\n'
# expect:    FSTRING_MIDDLE '\\\n' (2, 6) (3, 0) 'def{x}\\\n"\n'
# expect:    FSTRING_END '"' (3, 0) (3, 1) '"\n'
# expect:    NEWLINE '\n' (3, 1) (3, 2) '"\n'
# expect:    ENDMARKER '' (4, 0) (4, 0) ''
# expect: "rf'a\\\r\nb'\r\n"
# expect:    FSTRING_START "rf'" (1, 0) (1, 3) "rf'a\\\r\n"
# expect:    FSTRING_MIDDLE 'a\\\r\nb' (1, 3) (2, 1) "rf'a\\\r\nb'\r\n"
# expect:    FSTRING_END "'" (2, 1) (2, 2) "b'\r\n"
# expect:    NEWLINE '\r\n' (2, 2) (2, 4) "b'\r\n"
# expect:    ENDMARKER '' (3, 0) (3, 0) ''
