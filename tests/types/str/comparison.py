print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "Z" < "a", "é" > "z", "日" > "é")
print("\uffff" < "😀", "a" == "a", "a" != "b", "10" < "9")
print(sorted(["b", "A", "a", "B", "é", "10", "9", ""]), max("hello"), min("hello"))

# expect: True False True True True True True True
# expect: True True True True
# expect: ['', '10', '9', 'A', 'B', 'a', 'b', 'é'] o e
