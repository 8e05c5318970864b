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

# expect: [3, 2, 1] cba [9, 6, 3, 0]
# expect: custom [4, 1, 0]
# expect: ['b', 'a'] [2, 1]
# expect: 'set' object is not reversible
