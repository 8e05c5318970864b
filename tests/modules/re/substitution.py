import re

print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"))
print(re.sub("a", lambda m: m.group().upper() + str(m.start()), "banana"))
print(re.sub("a", "x", "aaaa", count=2), re.subn("a", "b", "caab"))
print(re.sub(r"(?P<n>\d)", r"<\g<n>>", "a1b2"), re.sub("", "-", "abc"), re.escape("a.b*c"))

# expect: world hello
# expect: bA1nA3nA5
# expect: xxaa ('cbbb', 2)
# expect: a<1>b<2> -a-b-c- a\.b\*c
