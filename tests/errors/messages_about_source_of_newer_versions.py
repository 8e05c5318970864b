# min-version: 3.15
# What the newest CPython says of mistakes in source text, and where it sees them.
import warnings


def look(source, **options):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "source", "exec", **options)
            print("fine:", ascii(source))
        except SyntaxError as e:
            print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(source))
        except ValueError as e:
            print("ValueError:", e)
    for w in caught:
        print("    warning:", w.message, w.lineno)


print("-- prefixes of strings")
for source in ("ub'a'", "α = ub'a'", "x = bu'''a'''", "ufr''", "tf''", "ft''", "bt''", "ut''", "rbt''", "tr''", "Rb''", "uu''", "fur''"):
    look(source)
print("-- fields that are not closed")
for source in ('a = f"""{\n("""', 'a = f"""{\n{0: """', 'a = f"""{0:\n{1\n"""', 'a = f"{\nt"""{1\n"""', 'a = (f"""{1\n"""', "f'{\n1\n'",
               "f'''{a'''", "f'{a:{b'"):
    look(source)
print("-- lambda in fields")
for source in ("f'{lambda x:}'", "f'{lambda :}'", "t'{a}{lambda:}'", "f'{ {lambda:} }'", "f'{a:{lambda:}}'", "{lambda:}"):
    look(source)
print("-- patterns")
for pattern in ("{**a, 1: x}", "{1: x, **a, 2: y,}", "{**a, **b}", "{**a, b}", "{**a, 1:}", "[{**a, 1: x}]", "{**a, 1: {**b, 2: c}}"):
    look(f"match x:\n case {pattern}: pass")
print("-- the text ends")
for source in ('"\\\n"(1 for c in I,\\\n\\', "f(1 for c in I, \\", "f(1 for c in I, 0x)", "x = [1, \\", "x = \\"):
    look(source)
print("-- escapes: a literal warns once")
for source in (r"b'\777\d'", r"'\d\777'", r"f'\d\d{a}\d'", r"'\d' '\777'"):
    look(source)
print("-- missing commas")
for source in ("[t'{x}' (3, 4)]", "[t'x' [i, j]]", "[[1, 2] [t'{x}']]"):
    look(source)
print("-- names that mean constants once they are normalized")
for source in ("Truᵉ", "a.Falſe", "def Nºne(): pass", "f(Truᵉ=1)", "import Truᵉ", "Truᵉ +", "iᶠ", "__debuᵍ__"):
    look(source)
print("-- future features")
for source in ("from __future__ import *", "from __future__ import braces", "from __future__ import nested_scopes, nope",
               "from __future__ import (nope as\n x)", "lazy from __future__ import annotations", "lazy from __future__ import nope",
               "def f():\n lazy from __future__ import *", "lazy from __future__ import annotations as"):
    look(source)
print("-- lazy imports")
for source in ("lazy from os import *", "def f():\n lazy from os import *", "class A:\n lazy from x import *", "class A:\n try:\n  lazy import x\n finally: pass",
               "def f():\n try:\n  lazy import x\n finally: pass", "try:\n pass\nexcept: pass\nelse:\n lazy import x",
               "try:\n def f():\n  lazy import x\nfinally: pass", "def f():\n lazy import x\n return x\n global x", "with a:\n lazy import x"):
    look(source)

# expect: -- prefixes of strings
# expect: 'u' and 'b' prefixes are incompatible 1 1 1 3 "ub'a'"
# expect: 'u' and 'b' prefixes are incompatible 1 5 1 7 "\u03b1 = ub'a'"
# expect: 'u' and 'b' prefixes are incompatible 1 5 1 7 "x = bu'''a'''"
# expect: 'u' and 'r' prefixes are incompatible 1 1 1 4 "ufr''"
# expect: 'f' and 't' prefixes are incompatible 1 1 1 3 "tf''"
# expect: 'f' and 't' prefixes are incompatible 1 1 1 3 "ft''"
# expect: 'b' and 't' prefixes are incompatible 1 1 1 3 "bt''"
# expect: 'u' and 't' prefixes are incompatible 1 1 1 3 "ut''"
# expect: 'b' and 't' prefixes are incompatible 1 1 1 4 "rbt''"
# expect: fine: "tr''"
# expect: fine: "Rb''"
# expect: invalid syntax 1 3 1 5 "uu''"
# expect: 'u' and 'r' prefixes are incompatible 1 1 1 4 "fur''"
# expect: -- fields that are not closed
# expect: f-string: expecting '}' to close '{' on line 1 2 2 2 2 'a = f"""{\n("""'
# expect: f-string: expecting '}' to close '{' on line 1 2 5 2 5 'a = f"""{\n{0: """'
# expect: f-string: expecting '}' to close '{' on line 2 3 1 3 1 'a = f"""{0:\n{1\n"""'
# expect: t-string: expecting '}' to close '{' on line 2 3 1 3 1 'a = f"{\nt"""{1\n"""'
# expect: f-string: expecting '}' to close '{' on line 1 2 1 2 1 'a = (f"""{1\n"""'
# expect: f-string: expecting '}' to close '{' on line 1 3 1 3 1 "f'{\n1\n'"
# expect: f-string: expecting '}' 1 7 1 7 "f'''{a'''"
# expect: f-string: expecting '}' 1 7 1 7 "f'{a:{b'"
# expect: -- lambda in fields
# expect: f-string: lambda expressions are not allowed without parentheses 1 4 1 13 "f'{lambda x:}'"
# expect: f-string: lambda expressions are not allowed without parentheses 1 4 1 12 "f'{lambda :}'"
# expect: t-string: lambda expressions are not allowed without parentheses 1 7 1 14 "t'{a}{lambda:}'"
# expect: f-string: expecting a valid expression after '{' 1 5 1 6 "f'{ {lambda:} }'"
# expect: f-string: lambda expressions are not allowed without parentheses 1 7 1 14 "f'{a:{lambda:}}'"
# expect: invalid syntax 1 9 1 10 '{lambda:}'
# expect: -- patterns
# expect: double star pattern must be the last (right-most) subpattern in the mapping pattern 2 10 2 11 'match x:\n case {**a, 1: x}: pass'
# expect: double star pattern must be the last (right-most) subpattern in the mapping pattern 2 16 2 17 'match x:\n case {1: x, **a, 2: y,}: pass'
# expect: invalid syntax 2 13 2 15 'match x:\n case {**a, **b}: pass'
# expect: invalid syntax 2 13 2 14 'match x:\n case {**a, b}: pass'
# expect: invalid syntax 2 13 2 14 'match x:\n case {**a, 1:}: pass'
# expect: double star pattern must be the last (right-most) subpattern in the mapping pattern 2 11 2 12 'match x:\n case [{**a, 1: x}]: pass'
# expect: double star pattern must be the last (right-most) subpattern in the mapping pattern 2 19 2 20 'match x:\n case {**a, 1: {**b, 2: c}}: pass'
# expect: -- the text ends
# expect: '(' was never closed 2 2 2 0 '"\\\n"(1 for c in I,\\\n\\'
# expect: '(' was never closed 1 2 1 0 'f(1 for c in I, \\'
# expect: invalid hexadecimal literal 1 18 1 18 'f(1 for c in I, 0x)'
# expect: '[' was never closed 1 5 1 0 'x = [1, \\'
# expect: unexpected EOF while parsing 1 6 1 -1 'x = \\'
# expect: -- escapes: a literal warns once
# expect: fine: "b'\\777\\d'"
# expect:     warning: "\777" is an invalid octal escape sequence. Such sequences will not work in the future. Did you mean "\\777"? A raw string is also an option. 1
# expect: fine: "'\\d\\777'"
# expect:     warning: "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option. 1
# expect: fine: "f'\\d\\d{a}\\d'"
# expect:     warning: "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option. 1
# expect:     warning: "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option. 1
# expect: fine: "'\\d' '\\777'"
# expect:     warning: "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option. 1
# expect:     warning: "\777" is an invalid octal escape sequence. Such sequences will not work in the future. Did you mean "\\777"? A raw string is also an option. 1
# expect: -- missing commas
# expect: fine: "[t'{x}' (3, 4)]"
# expect:     warning: 'string.templatelib.Template' object is not callable; perhaps you missed a comma? 1
# expect: fine: "[t'x' [i, j]]"
# expect:     warning: 'string.templatelib.Template' object is not subscriptable; perhaps you missed a comma? 1
# expect: fine: "[[1, 2] [t'{x}']]"
# expect:     warning: list indices must be integers or slices, not string.templatelib.Template; perhaps you missed a comma? 1
# expect: -- names that mean constants once they are normalized
# expect: ValueError: identifier field can't represent 'True' constant
# expect: ValueError: identifier field can't represent 'False' constant
# expect: ValueError: identifier field can't represent 'None' constant
# expect: ValueError: identifier field can't represent 'True' constant
# expect: ValueError: identifier field can't represent 'True' constant
# expect: ValueError: identifier field can't represent 'True' constant
# expect: fine: 'i\u1da0'
# expect: fine: '__debu\u1d4d__'
# expect: -- future features
# expect: future feature * is not defined 1 24 1 25 'from __future__ import *'
# expect: not a chance 1 24 1 30 'from __future__ import braces'
# expect: future feature nope is not defined 1 39 1 43 'from __future__ import nested_scopes, nope'
# expect: future feature nope is not defined 1 25 2 3 'from __future__ import (nope as\n x)'
# expect: lazy from __future__ import is not allowed 1 1 1 5 'lazy from __future__ import annotations'
# expect: lazy from __future__ import is not allowed 1 1 1 5 'lazy from __future__ import nope'
# expect: lazy from __future__ import is not allowed 2 2 2 6 'def f():\n lazy from __future__ import *'
# expect: lazy from __future__ import is not allowed 1 1 1 5 'lazy from __future__ import annotations as'
# expect: -- lazy imports
# expect: lazy from ... import * is not allowed 1 1 1 22 'lazy from os import *'
# expect: lazy from ... import not allowed inside functions 2 2 2 23 'def f():\n lazy from os import *'
# expect: lazy from ... import not allowed inside classes 2 2 2 22 'class A:\n lazy from x import *'
# expect: lazy import not allowed inside try/except blocks 3 3 3 16 'class A:\n try:\n  lazy import x\n finally: pass'
# expect: lazy import not allowed inside try/except blocks 3 3 3 16 'def f():\n try:\n  lazy import x\n finally: pass'
# expect: lazy import not allowed inside try/except blocks 5 2 5 15 'try:\n pass\nexcept: pass\nelse:\n lazy import x'
# expect: lazy import not allowed inside functions 3 3 3 16 'try:\n def f():\n  lazy import x\nfinally: pass'
# expect: lazy import not allowed inside functions 2 2 2 15 'def f():\n lazy import x\n return x\n global x'
# expect: fine: 'with a:\n lazy import x'
