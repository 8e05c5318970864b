tests = ["abc", "ABC", "aBc", "123", "abc1", "", " ", "½", "²", "٣", "Title Case", "a b", "\n", "_x1", "é", "日本", "1.5"]
names = [
    "isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "islower", "isupper", "istitle", "isspace",
    "isidentifier", "isprintable", "isascii",
]
for t in tests:
    print(ascii(t), "".join("1" if getattr(t, n)() else "0" for n in names))

# expect: 'abc' 100011000111
# expect: 'ABC' 100010100111
# expect: 'aBc' 100010000111
# expect: '123' 011110000011
# expect: 'abc1' 000011000111
# expect: '' 000000000011
# expect: ' ' 000000001011
# expect: '\xbd' 000110000010
# expect: '\xb2' 010110000010
# expect: '\u0663' 011110000010
# expect: 'Title Case' 000000010011
# expect: 'a b' 000001000011
# expect: '\n' 000000001001
# expect: '_x1' 000001000111
# expect: '\xe9' 100011000110
# expect: '\u65e5\u672c' 100010000110
# expect: '1.5' 000000000011
