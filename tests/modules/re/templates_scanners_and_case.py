import _sre
import re


def show(source):
    try:
        print(source, "->", eval(source))
    except re.error as error:
        print(source, "->", error)
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


match = re.match(r"(?P<first>\w+) (\w+)( \w+)?", "one two")
wide = re.match(r"(.)(.)", "\xe9\u20ac")
data = re.match(rb"(.)", b"x")
for source in r"""match.expand(r'\2 \1'), match.expand(r'\g<first>-\g<2>-\g<0>'), match.expand('[\\3]'), match.expand(r'\n\t\\'), match.expand('')
ascii(wide.expand(r'\2\1')), data.expand(rb'\1\1\g<0>')
match.expand(r'\4')
match.expand(r'\g<nothing>')
match.expand(r'\q')
match.expand('\\')
match.expand()""".splitlines():
    show(source)

scanner = re.compile(r"a|(\d)").scanner("a1b2", 0)
print([match.group() if match else None for match in iter(scanner.match, None)], type(scanner).__name__, scanner.pattern.pattern)
scanner = re.compile(r"\d").scanner("a1b2c3", 1, 5)
print([match.span() for match in iter(scanner.search, None)], scanner.search())
empty = re.compile("x*").scanner("axb")
print([match.span() for match in iter(empty.search, None)])
for source in ("re.compile('a').scanner(5)", "re.compile('a').scanner()", "re.compile('a').scanner(b'a')", "re.compile('a').scanner('a', 'x')", "type(scanner)()"):
    show(source)

print(_sre.getcodesize() in (2, 4), _sre.MAGIC > 0)
for number in (65, 97, 48, 0xE9, 0xC9, 0x130, 0x131, 0x17F, 0x1C5, 0x1E9E, 0x2126, 0x10400, 0x1F600):
    print(hex(number), _sre.ascii_iscased(number), _sre.unicode_iscased(number), hex(_sre.ascii_tolower(number)), hex(_sre.unicode_tolower(number)))
for source in ("_sre.ascii_tolower('a')", "_sre.unicode_iscased(1.5)", "_sre.unicode_tolower(2 ** 40)", "_sre.ascii_iscased()", "_sre.getcodesize(1)"):
    show(source)

# expect: match.expand(r'\2 \1'), match.expand(r'\g<first>-\g<2>-\g<0>'), match.expand('[\\3]'), match.expand(r'\n\t\\'), match.expand('') -> ('two one', 'one-two-one two', '[]', '\n\t\\', '')
# expect: ascii(wide.expand(r'\2\1')), data.expand(rb'\1\1\g<0>') -> ("'\\u20ac\\xe9'", b'xxx')
# expect: match.expand(r'\4') -> invalid group reference 4 at position 1
# expect: match.expand(r'\g<nothing>') -> IndexError unknown group name 'nothing'
# expect: match.expand(r'\q') -> bad escape \q at position 0
# expect: match.expand('\\') -> bad escape (end of pattern) at position 0
# expect: match.expand() -> TypeError
# expect: ['a', '1'] SRE_Scanner a|(\d)
# expect: [(1, 2), (3, 4)] None
# expect: [(0, 0), (1, 2), (2, 2), (3, 3)]
# expect: re.compile('a').scanner(5) -> TypeError
# expect: re.compile('a').scanner() -> TypeError
# expect: re.compile('a').scanner(b'a') -> TypeError
# expect: re.compile('a').scanner('a', 'x') -> TypeError
# expect: type(scanner)() -> TypeError
# expect: True True
# expect: 0x41 True True 0x61 0x61
# expect: 0x61 True True 0x61 0x61
# expect: 0x30 False False 0x30 0x30
# expect: 0xe9 False True 0xe9 0xe9
# expect: 0xc9 False True 0xc9 0xe9
# expect: 0x130 False True 0x130 0x69
# expect: 0x131 False True 0x131 0x131
# expect: 0x17f False True 0x17f 0x17f
# expect: 0x1c5 False True 0x1c5 0x1c6
# expect: 0x1e9e False True 0x1e9e 0xdf
# expect: 0x2126 False True 0x2126 0x3c9
# expect: 0x10400 False True 0x10400 0x10428
# expect: 0x1f600 False False 0x1f600 0x1f600
# expect: _sre.ascii_tolower('a') -> TypeError
# expect: _sre.unicode_iscased(1.5) -> TypeError
# expect: _sre.unicode_tolower(2 ** 40) -> OverflowError
# expect: _sre.ascii_iscased() -> TypeError
# expect: _sre.getcodesize(1) -> TypeError
