# Subclasses of str with fields of C between the header and the characters.
import texts
from texts import Text, Wide

for cls in (Text, Wide):
    for source in ("", "a", "plain text", "é" * 5, "\u20ac uro", "\U0001f600 face", "x" * 3000):
        t = cls(source)
        print(t == source, source == t, hash(t) == hash(source), len(t), t.upper() == source.upper(), t[:3] == source[:3], t + "!" == source + "!", "<" + t == "<" + source,
              f"{t:>4}" == f"{source:>4}", {source: 1}[t], t.encode() == source.encode(), str(t) == source, type(str(t)) is str, t.split() == source.split(), t in [source], list(t) == list(source), ascii(t) == ascii(str(source)) or repr(t)[:5])
print(repr(Text("quo'te")), "%s %r" % (Text("a"), Text("b")), Text("abc").sum(), Text("é\u20ac").sum(), Text("\U0001f600").sum(), Text().sum(), Text(b"bytes", "ascii").sum(), Text(12).kind())
print([c.__name__ for c in Text.__mro__], Text("a").join(["1", "2"]), "b".join([Text("x"), Text("y")]), int(Text("42")), float(Text("2.5")), getattr(Text("a"), Text("upper"))())
w = Wide("wide")
texts.set_field(w, 0, 10)
print(texts.set_field(w, 99, 32), w, w * 2, w.replace("i", "o"), len(w), w == "wide")


class Sub(Text):
    def __init__(self, *args):
        self.extra = [len(self)]


class Slotted(Text):
    __slots__ = ("first", "second")


s = Sub("sub text")
s.more = "more"
print(s, s.extra, s.more, s.sum(), vars(s), s == "sub text", len(Sub("z" * 5000)), Sub("z" * 5000).extra)
s = Slotted("slots \u20ac")
s.first, s.second = 1, [2]
print(s, s.first, s.second, s.sum(), s.upper())
del s, t, w
before = texts.count_ended()
many = [Text(i) for i in range(500)] + [Sub(i) for i in range(500)]
print(sum(map(int, many)), many[7] + many[507])
del many
print(texts.count_ended() - before)

# expect: True True True 0 True True True True True 1 True True True True True True Text(
# expect: True True True 1 True True True True True 1 True True True True True True Text(
# expect: True True True 10 True True True True True 1 True True True True True True Text(
# expect: True True True 5 True True True True True 1 True True True True True True Text(
# expect: True True True 5 True True True True True 1 True True True True True True Text(
# expect: True True True 6 True True True True True 1 True True True True True True Text(
# expect: True True True 3000 True True True True True 1 True True True True True True Text(
# expect: True True True 0 True True True True True 1 True True True True True True True
# expect: True True True 1 True True True True True 1 True True True True True True True
# expect: True True True 10 True True True True True 1 True True True True True True True
# expect: True True True 5 True True True True True 1 True True True True True True True
# expect: True True True 5 True True True True True 1 True True True True True True True
# expect: True True True 6 True True True True True 1 True True True True True True True
# expect: True True True 3000 True True True True True 1 True True True True True True True
# expect: Text("quo'te") a Text('b') (294, 'w') (8597, 'w') (128512, 'w') (0, 'w') (551, 'w') text
# expect: ['Text', 'str', 'Root', 'object'] 1a2 xby 42 2.5 A
# expect: 42 wide widewide wode 4 True
# expect: sub text [8] more (815, 'w') {'extra': [8], 'more': 'more'} True 5000 [5000]
# expect: slots € 1 [2] (8961, 'w') SLOTS €
# expect: 249500 77
# expect: 1000
