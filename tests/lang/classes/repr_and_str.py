class R:
    def __repr__(self):
        return "R!"


class S(R):
    def __str__(self):
        return "S?"


print(R(), S(), [R(), S()], f"{S()} {S()!r} {S()!s}", str(R()), "%s %r" % (S(), S()))


class Bad:
    def __repr__(self):
        return 3


try:
    repr(Bad())
except TypeError as error:
    print(error)

# expect: R! S? [R!, R!] S? R! S? R! S? R!
# expect-before-3.15: __repr__ returned non-string (type int)
# expect-since-3.15: Bad.__repr__() must return a str, not int
