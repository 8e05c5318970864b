print("%s %r %a %d %i %5.1f %x %X %o %c %c %%" % ("s", "r", "é", 3, -4, 2.55, 255, 255, 8, "c", 65))
print("%(name)s is %(age)03d" % {"name": "Ann", "age": 7}, "%s" % (1,), "%s" % [1, 2])
print("%-6s|%6s|%.2s" % ("ab", "cd", "xyz"))
print("%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159), "%#x %#o %+d % d" % (255, 8, 5, 5))
print("%s %s" % ((1, 2), None), "%d" % 3.99, "%d" % 10**20, "%5%|" % ())
for fmt, args in (
    ("%d", "x"), ("%s %s", 1), ("%s", (1, 2)), ("%q", 1), ("%(a)s", 5), ("%", 1), ("%c", "ab"), ("%x", 1.5),
    ("%(a)s", {}),
):
    try:
        print(fmt % args)
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)

# expect: s 'r' '\xe9' 3 -4   2.5 ff FF 10 c A %
# expect: Ann is 007 1 [1, 2]
# expect: ab    |    cd|xy
# expect:    42|42   |3.14 0xff 0o10 +5  5
# expect-error: TypeError: not enough arguments for format string
# status: 1
