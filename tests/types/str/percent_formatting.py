print("%s %r %a %d %i %5.1f %x %X %o %c %c %%" % ("s", "r", "é", 3, -4, 2.55, 255, 255, 8, "c", 65))
print("%(name)s is %(age)03d" % {"name": "Ann", "age": 7}, "%s" % (1,), "%s" % [1, 2])
print("%-6s|%6s|%.2s" % ("ab", "cd", "xyz"))
print("%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159), "%#x %#o %+d % d" % (255, 8, 5, 5))
print("%s %s" % ((1, 2), None), "%d" % 3.99, "%d" % 10**20)
for fmt, args in (
    ("%d", "x"), ("%s %s", 1), ("%s", (1, 2)), ("%q", 1), ("%(a)s", 5), ("%", 1), ("%c", "ab"), ("%x", 1.5),
    ("%(a)s", {}), ("%5%|", ()), ("%(a)s %s", {"a": 1}), ("%(a)*d", {"a": 1}), ("%é", 1), ("%\x01", 1),
):
    try:
        print(fmt % args)
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)

# expect: s 'r' '\xe9' 3 -4   2.5 ff FF 10 c A %
# expect: Ann is 007 1 [1, 2]
# expect: ab    |    cd|xy
# expect:    42|42   |3.14 0xff 0o10 +5  5
# expect: (1, 2) None 3 100000000000000000000
# expect-before-3.15: TypeError %d format: a real number is required, not str
# expect-before-3.15: TypeError not enough arguments for format string
# expect-before-3.15: TypeError not all arguments converted during string formatting
# expect-before-3.15: ValueError unsupported format character 'q' (0x71) at index 1
# expect-before-3.15: TypeError format requires a mapping
# expect-before-3.15: ValueError incomplete format
# expect-before-3.15: TypeError %c requires int or char
# expect-before-3.15: TypeError %x format: an integer is required, not float
# expect-since-3.15: TypeError format argument: %d requires a real number, not str
# expect-since-3.15: TypeError not enough arguments for format string (got 1)
# expect-since-3.15: TypeError not all arguments converted during string formatting (required 1, got 2)
# expect-since-3.15: ValueError unsupported format %q at position 0
# expect-since-3.15: TypeError format requires a mapping, not int
# expect-since-3.15: ValueError stray % at position 0
# expect-since-3.15: TypeError format argument: %c requires an integer or a unicode character, not a string of length 2
# expect-since-3.15: TypeError format argument: %x requires an integer, not float
# expect: KeyError 'a'
# expect-before-3.15: TypeError not enough arguments for format string
# expect-before-3.15: TypeError not enough arguments for format string
# expect-before-3.15: TypeError not enough arguments for format string
# expect-before-3.15: ValueError unsupported format character '?' (0xe9) at index 1
# expect-before-3.15: ValueError unsupported format character '?' (0x1) at index 1
# expect-since-3.15: TypeError not enough arguments for format string (got 0)
# expect-since-3.15: ValueError format requires a parenthesised mapping key at position 6
# expect-since-3.15: ValueError * cannot be used with a parenthesised mapping key at position 0
# expect-since-3.15: ValueError stray % at position 0 or unexpected format character 'é' (U+00E9) at position 1
# expect-since-3.15: ValueError stray % at position 0 or unexpected format character U+0001 at position 1
