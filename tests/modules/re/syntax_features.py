import re

print(re.findall(r"(?<=\$)\d+", "$5 6 $70"), re.findall(r"\b\w{3}\b", "one four two"))
print(re.findall("a+?", "aaa"), re.findall("(?:ab)+", "ababx ab"))
print(re.search(r"(a)\1", "xaa").span(), re.findall("[^a-c]", "abcd-e"))
print(re.match("(?i:A)b", "ab") is not None, re.findall("x(?!y)", "xy xz"))
print(re.match(r"(?x) a  b # c", "ab") is not None, re.match("(a)?(?(1)b|c)", "c") is not None)
print(re.findall(r"\w+", "héllo wörld 日本"), re.findall(rb"\w+", b"ab \xff cd"))
print(re.findall(r"[\d\s]+", "a1 2b"), re.findall("^a|b$", "ab"))
print(re.match("(?>a+)b", "aab") is not None, re.match("a{2,3}", "aaaa").group())
print(re.match("a*+a", "aaa"), re.match(r"(?P<q>['\"]).*?(?P=q)", "'x' 'y'").group())
print(re.search(r"\Aab\Z", "ab") is not None)

# expect: ['5', '70'] ['one', 'two']
# expect: ['a', 'a', 'a'] ['abab', 'ab']
# expect: (1, 3) ['d', '-', 'e']
# expect: True ['x']
# expect: True True
# expect: ['héllo', 'wörld', '日本'] [b'ab', b'cd']
# expect: ['1 2'] ['a', 'b']
# expect: True aaa
# expect: None 'x'
# expect: True
