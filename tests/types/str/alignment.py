print("ab".ljust(5, ".") + "|", "ab".rjust(5) + "|", "ab".center(7, "*"), "abc".center(6, "-"))
print("42".zfill(5), "-42".zfill(6), "+1".zfill(4), "abc".zfill(2))
print("a\tbc\td".expandtabs(4), "\t".expandtabs(3) + "|", "a\n\tb".expandtabs(2), repr("01\t012\t0123".expandtabs()))
try:
    "a".center(5, "ab")
except TypeError as error:
    print(error)

# expect: ab...|    ab| ***ab** -abc--
# expect: 00042 -00042 +001 abc
# expect: a   bc  d    | a
# expect:   b '01      012     0123'
# expect: The fill character must be exactly one character long
