print("aaaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("b", ""))
print("aXbX".replace("X", "long"), "日本".replace("本", "x"), "aa".replace("aa", "a"))
table = str.maketrans("abc", "xyz", "d")
print("aabbccdd e".translate(table), "abc".translate({97: "long", 98: None}), "x".translate({120: 121}))
print(str.maketrans({"a": 1, "b": "two"}), "hello".translate(str.maketrans("el", "ip")))

# expect: bbaa -a-b-c- ac
# expect: alongblong 日x a
# expect: xxyyzz e longc y
# expect: {97: 1, 98: 'two'} hippo
