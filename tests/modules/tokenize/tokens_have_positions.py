# Comments, line ends without meaning, and indentation are tokens too.
import io
import tokenize

SOURCE = """\
if x:  # why
    # how
    y = (1,
         'é')

'''a
b'''
z += 0x1F"""

for token in tokenize.generate_tokens(io.StringIO(SOURCE).readline):
    print(tokenize.tok_name[token.type], tokenize.tok_name[token.exact_type], repr(token.string), token.start, token.end)
tokens = list(tokenize.tokenize(io.BytesIO(b"# coding: latin-1\nx = '\xe9'\n").readline))
print(tokens[0].string, tokens[5].string)
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO("a  =  [1,\n 2]\n").readline)))
try:
    list(tokenize.generate_tokens(io.StringIO("(1,\n").readline))
except tokenize.TokenError as e:
    print(type(e).__name__)
try:
    list(tokenize.generate_tokens(io.StringIO("if x:\n  a\n b\n").readline))
except IndentationError as e:
    print(type(e).__name__)

# expect: NAME NAME 'if' (1, 0) (1, 2)
# expect: NAME NAME 'x' (1, 3) (1, 4)
# expect: OP COLON ':' (1, 4) (1, 5)
# expect: COMMENT COMMENT '# why' (1, 7) (1, 12)
# expect: NEWLINE NEWLINE '\n' (1, 12) (1, 13)
# expect: COMMENT COMMENT '# how' (2, 4) (2, 9)
# expect: NL NL '\n' (2, 9) (2, 10)
# expect: INDENT INDENT '    ' (3, 0) (3, 4)
# expect: NAME NAME 'y' (3, 4) (3, 5)
# expect: OP EQUAL '=' (3, 6) (3, 7)
# expect: OP LPAR '(' (3, 8) (3, 9)
# expect: NUMBER NUMBER '1' (3, 9) (3, 10)
# expect: OP COMMA ',' (3, 10) (3, 11)
# expect: NL NL '\n' (3, 11) (3, 12)
# expect: STRING STRING "'é'" (4, 9) (4, 12)
# expect: OP RPAR ')' (4, 12) (4, 13)
# expect: NEWLINE NEWLINE '\n' (4, 13) (4, 14)
# expect: NL NL '\n' (5, 0) (5, 1)
# expect: DEDENT DEDENT '' (6, 0) (6, 0)
# expect: STRING STRING "'''a\nb'''" (6, 0) (7, 4)
# expect: NEWLINE NEWLINE '\n' (7, 4) (7, 5)
# expect: NAME NAME 'z' (8, 0) (8, 1)
# expect: OP PLUSEQUAL '+=' (8, 2) (8, 4)
# expect: NUMBER NUMBER '0x1F' (8, 5) (8, 9)
# expect: NEWLINE NEWLINE '' (8, 9) (8, 10)
# expect: ENDMARKER ENDMARKER '' (9, 0) (9, 0)
# expect: iso-8859-1 'é'
# expect: a  =  [1,
# expect:  2]
# expect:
# expect: TokenError
# expect: IndentationError
