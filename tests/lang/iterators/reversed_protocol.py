class R:
    def __reversed__(self):
        return iter("custom")


class S:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        return i * i


print(list(reversed([1, 2, 3])), "".join(reversed("abc")), list(reversed(range(0, 10, 3))))
print("".join(reversed(R())), list(reversed(S())))
print(list(reversed({"a": 1, "b": 2})), list(reversed({"a": 1, "b": 2}.values())))
try:
    reversed({1})
except TypeError as error:
    print(error)

class Loud(str):
    def __getitem__(self, i):
        return str.__getitem__(self, i) + "!"


print("".join(reversed("a\u00e9\u65e5\U0001f600b")), list(reversed(Loud("ab"))), list(reversed("")))
half = reversed("abcdef")
half.__setstate__(99)
print(next(half), half.__length_hint__(), half.__reduce__()[1:])
half.__setstate__(1)
print(list(half), half.__length_hint__(), half.__reduce__()[1:])
half.__setstate__(3)
print(list(half))

# expect: [3, 2, 1] cba [9, 6, 3, 0]
# expect: custom [4, 1, 0]
# expect: ['b', 'a'] [2, 1]
# expect: 'set' object is not reversible
# expect: b😀日éa ['b!', 'a!'] []
# expect: f 5 (('abcdef',), 4)
# expect: ['b', 'a'] 0 (((),),)
# expect: []
