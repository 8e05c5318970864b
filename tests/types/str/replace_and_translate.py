print("aaaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("b", ""))
print("aXbX".replace("X", "long"), "日本".replace("本", "x"), "aa".replace("aa", "a"))
table = str.maketrans("abc", "xyz", "d")
print("aabbccdd e".translate(table), "abc".translate({97: "long", 98: None}), "x".translate({120: 121}))
print(str.maketrans({"a": 1, "b": "two"}), "hello".translate(str.maketrans("el", "ip")))

# Long texts: results that are known come in runs, between characters that are dropped, that become text, or are not ASCII.
mixed = str.maketrans({"a": "b", "b": "a", "c": None, "d": "long", "e": "\u00e9", "f": "\u65e5", "\u00fc": "u", "z": 0x7F, "\0": "nul"})
line = "abcabc" * 50 + "d" + "x" * 300 + "\u00fcz\0" + "efa" * 100 + "\u65e5c" * 3
print(ascii(line.translate(mixed)[500:520]), len(line.translate(mixed)), hash(line.translate(mixed)) == hash("".join(c.translate(mixed) for c in line)))
print(("c" * 1000).translate(mixed) == "", ("g" * 1000).translate(mixed) == "g" * 1000, "".translate(mixed) == "")


class Counting(dict):
    asked = 0

    def __getitem__(self, key):
        self.asked += 1
        if key == ord("!"):
            raise ValueError("no such character")
        return dict.__getitem__(self, key)


table = Counting({ord("a"): "A"})
print(("ab" * 600).translate(table) == "Ab" * 600, table.asked)
try:
    ("ab" * 300 + "!").translate(table)
except ValueError as error:
    print(error)

# expect: bbaa -a-b-c- ac
# expect: alongblong 日x a
# expect: xxyyzz e longc y
# expect: {97: 1, 98: 'two'} hippo
# expect: 'xxxxu\x7fnul\xe9\u65e5b\xe9\u65e5b\xe9\u65e5b\xe9\u65e5' 812 True
# expect: True True True
# expect: True 2
# expect: no such character
