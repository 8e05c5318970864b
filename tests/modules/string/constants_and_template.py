import string

print(string.ascii_lowercase, string.digits, string.hexdigits, string.punctuation, string.octdigits)
print(repr(string.whitespace))
t = string.Template("$who likes ${what} $$5")
print(t.substitute(who="Ann", what="tea"), t.safe_substitute(who="Bob"), string.capwords("hello big  world"))
try:
    t.substitute(who="x")
except KeyError as error:
    print(repr(error))
print(string.Formatter().format("{0} {k:>3}", 1, k=2))

# expect: abcdefghijklmnopqrstuvwxyz 0123456789 0123456789abcdefABCDEF !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~ 01234567
# expect: ' \t\n\r\x0b\x0c'
# expect: Ann likes tea $5 Bob likes ${what} $5 Hello Big World
# expect: KeyError('what')
# expect: 1   2
