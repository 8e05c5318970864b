class P:
    x = 5
    items = {"k": [1, 2]}


print("{} {}".format(1, 2), "{1} {0} {1}".format("a", "b"))
print("{a.x} {a.items[k][1]}".format(a=P), "{0!r:>5} {0!s} {0!a}".format("é"))
print("{:>{w}.{p}f}".format(3.14159, w=8, p=2), "{{}} {}".format(1), "{:*^9}".format("mid"))
print("{:,}".format(10**9), "{0[0]}{0[1]}".format("xy"), "{:%}".format(0.5))
print("{x} {y}".format_map({"x": 1, "y": 2}), "{:d} {:x} {:b} {:o} {:c} {:e}".format(42, 42, 42, 42, 42, 42))
for fmt, args in (
    ("{} {}", (1,)), ("{0} {}", (1, 2)), ("{a}", ()), ("{", ()), ("}", ()), ("{!x}", (1,)), ("{0.nope}", (1,)),
    ("{:d}", ("s",)), ("{0[a}", ("s",)),
):
    try:
        print(fmt.format(*args))
    except (IndexError, KeyError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)

# expect: 1 2 b a b
# expect: 5 2   'é' é '\xe9'
# expect:     3.14 {} 1 ***mid***
# expect: 1,000,000,000 xy 50.000000%
# expect: 1 2 42 2a 101010 52 * 4.200000e+01
# expect: IndexError Replacement index 1 out of range for positional args tuple
# expect: ValueError cannot switch from manual field specification to automatic field numbering
# expect: KeyError 'a'
# expect: ValueError Single '{' encountered in format string
# expect: ValueError Single '}' encountered in format string
# expect: ValueError Unknown conversion specifier x
# expect: AttributeError 'int' object has no attribute 'nope'
# expect: ValueError Unknown format code 'd' for object of type 'str'
# expect: ValueError expected '}' before end of string
