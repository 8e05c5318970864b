# Patterns compiled and matched.
import re
text = "The year 1984, the number 42; mail to some.body@example.org or a@b.c -- 3.14e10 " * 5
print(re.findall(r"\d+", text)[:4], re.sub(r"(\w+)@(\w+)", r"\2 at \1", text)[:70], len(re.split(r"[;,]\s*", text)))
match = re.search(r"(?P<name>[\w.]+)@(?P<host>(?:\w+\.)+\w+)", text)
print(match.groupdict(), match.span("host"), match.expand(r"\g<name>"), [m.start() for m in re.finditer("a", text)][:5])
print(re.fullmatch(r"(a|b)*?c{2,3}", "ababcc") is not None, re.match(r"((.)\2)+", "aabbc").group(), re.sub("b", lambda m: m.group().upper() * 2, "abc"))
for bad in ("(", "[z-a]", "*a", r"(?P<1>)", "a{3,2}"):
    try:
        re.compile(bad)
    except re.error as error:
        print(error)
print(re.compile(rb"\xff+").findall(b"\xff\xffa\xff"), re.escape("a.b*c"), re.compile("(?i)É").match("é").span())
