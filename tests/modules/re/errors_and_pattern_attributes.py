import re

for pattern in ("(", "a)", "[", "*a", "a**", "(?P<n>a)(?P<n>b)", r"\1", "(?z)", "a{2,1}", "[b-a]", "\\"):
    try:
        re.compile(pattern)
    except re.error as error:
        print(repr(pattern), error.msg, error.pos)
p = re.compile(r"(a)(?P<x>b)", re.I | re.M)
print(p.pattern, p.groups, p.groupindex, p.flags & re.I, p, p == re.compile(r"(a)(?P<x>b)", re.I | re.M))
try:
    re.match("a", b"a")
except TypeError as error:
    print(error)

# expect: '(' missing ), unterminated subpattern 0
# expect: 'a)' unbalanced parenthesis 1
# expect: '[' unterminated character set 0
# expect: '*a' nothing to repeat 0
# expect: 'a**' multiple repeat 2
# expect: '(?P<n>a)(?P<n>b)' redefinition of group name 'n' as group 2; was group 1 12
# expect: '\\1' invalid group reference 1 1
# expect: '(?z)' unknown extension ?z 1
# expect: 'a{2,1}' min repeat greater than max repeat 2
# expect: '[b-a]' bad character range b-a 1
# expect: '\\' bad escape (end of pattern) 0
# expect: (a)(?P<x>b) 2 {'x': 2} re.IGNORECASE re.compile('(a)(?P<x>b)', re.IGNORECASE|re.MULTILINE) True
# expect: cannot use a string pattern on a bytes-like object
