"""A format of several values makes each one text before the next one is asked for, as an f-string does."""


class R:
    def __repr__(self):
        print("repr")
        return "R"


class S(str):
    pass


def told(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


r = R()
told(lambda: "%r %a" % (r, r.missing))
told(lambda: "%5s|%-5r|%.1a|%%" % (r, r, r))
told(lambda: "%d %s" % (r, r.missing))
told(lambda: "%s%%" % (r,))
told(lambda: "%(a)s" % (r,))
x = "abcdef"
told(lambda: "%-010.3s|" % (x,))
told(lambda: "%+ #s|" % (x,))
told(lambda: "%s %s" % (*[x], 1))
told(lambda: "%*s" % (9, x))
told(lambda: "%" % (x,))
told(lambda: "%s %s" % (x,))
told(lambda: "%s" % (x, x))
told(lambda: len("%99s%999s" % (x, x)))
told(lambda: "%.s|%0s|%08s|" % (x, x, x))
told(lambda: "\xe9%s\u20ac%r\ud800" % ("\xfc", x))
told(lambda: type("%s" % (S(x),)))
told(lambda: "%s" * 3 % (x, x, (y := 2)))
told(lambda: [f"{i}" + "%s-%s" % (i, -i) for i in range(3)])

# expect: repr
# expect: AttributeError 'R' object has no attribute 'missing'
# expect: repr
# expect: repr
# expect: repr
# expect: '    R|R    |R|%'
# expect: AttributeError 'R' object has no attribute 'missing'
# expect: repr
# expect: 'R%'
# expect-before-3.15: TypeError format requires a mapping
# expect-since-3.15: TypeError format requires a mapping, not tuple
# expect: 'abc       |'
# expect: 'abcdef|'
# expect: 'abcdef 1'
# expect: '   abcdef'
# expect-before-3.15: ValueError incomplete format
# expect-before-3.15: TypeError not enough arguments for format string
# expect-before-3.15: TypeError not all arguments converted during string formatting
# expect-since-3.15: ValueError stray % at position 0
# expect-since-3.15: TypeError not enough arguments for format string (got 1)
# expect-since-3.15: TypeError not all arguments converted during string formatting (required 1, got 2)
# expect: 1098
# expect: '|abcdef|  abcdef|'
# expect: "éü€'abcdef'\ud800"
# expect: <class 'str'>
# expect: 'abcdefabcdef2'
# expect: ['00-0', '11--1', '22--2']
