import re

m = re.match(r"(\w+)-(?P<num>\d+)", "abc-42 rest")
print(m.group(), m.group(1), m["num"], m.groups(), m.groupdict(), m.span(), m.start("num"), m.end())
print(m.lastgroup, m.string, m)
print(re.search("b+", "aabbb").span(), re.match("b", "ab"), re.fullmatch("a.c", "abc") is not None)
print(re.findall(r"\d+", "1 22 333"), re.findall(r"(\w)(\d)", "a1 b2"))
print([x.group() for x in re.finditer("a|b", "cab")])
print(re.split(r"[,;]\s*", "a, b;c"), re.split("(-)", "a-b"), re.split("x*", "axbc"))
print(re.compile("^l", re.M).findall("l1\nl2"), re.search("A", "a", re.I).group())
print(re.match("a.b", "a\nb", re.S) is not None)

# expect: abc-42 abc 42 ('abc', '42') {'num': '42'} (0, 6) 4 6
# expect: num abc-42 rest <re.Match object; span=(0, 6), match='abc-42'>
# expect: (2, 5) None True
# expect: ['1', '22', '333'] [('a', '1'), ('b', '2')]
# expect: ['a', 'b']
# expect: ['a', 'b', 'c'] ['a', '-', 'b'] ['', 'a', '', 'b', 'c', '']
# expect: ['l', 'l'] a
# expect: True
