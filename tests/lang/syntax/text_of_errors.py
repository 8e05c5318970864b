# The text that a SyntaxError shows: with the newline of its line, but not if the characters of the line make no token.
texts = [
    "'''thîs is \na \ntest",
    "ä = '''a\nb",
    "'abc\n12",
    "'abc\\\n12",
    "f'''abc{x\n}",
    "x = 1_",
    "x = 0b2",
    "1a",
    "x = (1]",
    "x = )",
    "f'{'",
    "f'}'",
    "é = $",
    "x y",
    "if 1:\n  x\n y\n z",
    "x \\ y",
    "x = \\",
    "def f(*args=1): pass",
    "def f(*args: int = 1): pass",
    "def f(*args: *b = 1): pass",
    "def f(**names=1): pass",
    "lambda *args=1: 0",
]


def error_of(source):
    try:
        compile(source, "file.py", "exec")
    except SyntaxError as error:
        return error.msg, error.text, error.offset


for text in texts:
    print(ascii(error_of(text)))
    for source in text.encode(), b"\xef\xbb\xbf" + text.encode():
        assert error_of(source) == error_of(text)
    assert error_of(("# coding: latin1\n" + text).encode("latin1"))[1:] == error_of(text)[1:]

# The main script's file has nothing to point at in a line that is only a backslash.
import os
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "script.py")
    for text in ("\\", "  \\", "\\\n", "if 1:\n  \\", "x = 1; \\", "# coding: latin1\nä = 7\\"):
        with open(name, "wb") as file:
            file.write(text.encode("latin1"))
        error = subprocess.run([sys.executable, "-X", "utf8", name], stderr=subprocess.PIPE).stderr.decode()
        print(ascii(error.replace(folder, "")))

# expect: ('unterminated triple-quoted string literal (detected at line 3)', "'''th\xees is ", 1)
# expect: ('unterminated triple-quoted string literal (detected at line 2)', "\xe4 = '''a", 5)
# expect: ('unterminated string literal (detected at line 1)', "'abc", 1)
# expect: ('unterminated string literal (detected at line 2)', "'abc\\", 1)
# expect: ('unterminated triple-quoted f-string literal (detected at line 2)', "f'''abc{x", 1)
# expect: ('invalid decimal literal', 'x = 1_', 6)
# expect: ("invalid digit '2' in binary literal", 'x = 0b2', 7)
# expect: ('invalid decimal literal', '1a', 1)
# expect: ("closing parenthesis ']' does not match opening parenthesis '('", 'x = (1]', 7)
# expect: ("unmatched ')'", 'x = )', 5)
# expect: ("f-string: expecting '}'", "f'{'", 4)
# expect: ("f-string: single '}' is not allowed", "f'}'", 3)
# expect: ('invalid syntax', '\xe9 = $\n', 5)
# expect: ('invalid syntax', 'x y\n', 3)
# expect: ('unindent does not match any outer indentation level', ' y\n', 3)
# expect: ('unexpected character after line continuation character', 'x \\ y\n', 4)
# expect: ('unexpected EOF while parsing', 'x = \\\n', 6)
# expect-before-3.14: ('var-positional argument cannot have default value', 'def f(*args=1): pass\n', 12)
# expect-before-3.14: ('var-positional argument cannot have default value', 'def f(*args: int = 1): pass\n', 18)
# expect-since-3.14: ('var-positional parameter cannot have default value', 'def f(*args=1): pass\n', 12)
# expect-since-3.14: ('var-positional parameter cannot have default value', 'def f(*args: int = 1): pass\n', 18)
# expect: ('invalid syntax', 'def f(*args: *b = 1): pass\n', 17)
# expect-before-3.14: ('var-keyword argument cannot have default value', 'def f(**names=1): pass\n', 14)
# expect-before-3.14: ('var-positional argument cannot have default value', 'lambda *args=1: 0\n', 13)
# expect-since-3.14: ('var-keyword parameter cannot have default value', 'def f(**names=1): pass\n', 14)
# expect-since-3.14: ('var-positional parameter cannot have default value', 'lambda *args=1: 0\n', 13)
# expect: '  File "/script.py", line 1\n    \\\nSyntaxError: unexpected EOF while parsing\n'
# expect: '  File "/script.py", line 1\n    \\\nSyntaxError: unexpected EOF while parsing\n'
# expect: '  File "/script.py", line 1\n    \\\nSyntaxError: unexpected EOF while parsing\n'
# expect: '  File "/script.py", line 2\n    \\\nSyntaxError: unexpected EOF while parsing\n'
# expect: '  File "/script.py", line 1\n    x = 1; \\\n            ^\nSyntaxError: unexpected EOF while parsing\n'
# expect: '  File "/script.py", line 2\n    \xe4 = 7\\\n          ^\nSyntaxError: unexpected EOF while parsing\n'
