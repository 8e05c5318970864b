# Equality, order, sums and slices of texts of every short length, with bytes beyond ASCII.
import itertools
letters = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEF"
for n in range(42):
    a = letters[:n]
    b = "".join(list(a))
    assert a == b and hash(a) == hash(b) and not a < b and a <= b
    assert a + "é" == b + "\xe9" and (a + "x") > a and a < a + "\0", n
    for i in range(n):
        c = a[:i] + "\xff" + a[i + 1:]
        d = a[:i] + "\0" + a[i + 1:]
        assert c != a and d != a and c > a and d < a and d < c, (n, i)
        assert "".join([c, d]) == c + d and (c + d)[n:] == d and (c + d)[:n] == c
        assert ",".join([a, c]).split(",") == [a, c]
words = ["".join(p) for k in range(5) for p in itertools.product("a\0\xff", repeat=k)]
assert sorted(words) == sorted(words, key=lambda w: [ord(c) for c in w])
text = ""
for i in range(200):
    text += letters[:i % 37]
    assert text.endswith(letters[:i % 37])
print(len(words), len(text), sorted(["name10", "name1", "name", "name2", "nam\xe9", "\u0100", ""]))

# expect: 121 3435 ['', 'name', 'name1', 'name10', 'name2', 'namé', 'Ā']
