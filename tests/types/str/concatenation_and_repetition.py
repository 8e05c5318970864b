print("ab" + "cd", "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "" + "x", "é" + "日" + "😀", "a" "b")
s = ""
for i in range(1000):
    s += chr(97 + i % 26)
print(len(s), s[:5], s[-5:], hash(s) == hash("".join(chr(97 + i % 26) for i in range(1000))))
for source in ("'a' + 1", "'a' * 'b'", "'a' * 2.0"):
    try:
        eval(source)
    except TypeError as error:
        print(error)

# expect: abcd ababab ababab   x é日😀 ab
# expect: 1000 abcde hijkl True
# expect: can only concatenate str (not "int") to str
# expect: can't multiply sequence by non-int of type 'str'
# expect: can't multiply sequence by non-int of type 'float'
