"""Membership, strip and split with characters of one, two and four bytes, in texts of every length."""
letters = ["", "a", " ", "\0", "\x1c", "\x85", "\xa0", "é", "ÿ", "Ā", "\u2003", "€", "\U0001f600"]
for length in (0, 1, 3, 15, 16, 17, 40):
    for text in ("b" * length, "é" * length, "€" * length, "b" * length + "\0", "\x85" + "b" * length + "a"):
        print("".join(str(int(c in text)) for c in letters), "".join(str(int(c not in text)) for c in letters), end=" ")
    print()
for word in ["", "x", "xéy", "x€y", "x\U0001f600"]:
    for left in letters:
        text = left * 2 + word + left
        print([ascii(text.strip()), ascii(text.strip("aé\0")), ascii(text.lstrip("Āa ")), ascii(text.rstrip("\xa0ÿ€"))], [ascii(w) for w in text.split()])
        print([ascii(w) for w in (text + " " + text).split(None, 1)], [ascii(w) for w in (text + "\t" + text).rsplit(None, 1)])
print(b" \x1c a\x85 b\x0b".split(), b"\xa0 x\x0c".strip(), bytearray(b"\x1fy ").split())
for item in (1, None, b"a"):
    try:
        item in "abc"
    except TypeError as e:
        print(e)
class Sub(str):
    def __contains__(self, item):
        return "asked"
print("x" in Sub("abc"), Sub("b") in "abc", Sub("x") in "abc")

# expect: 1000000000000 0111111111111 1000000000000 0111111111111 1000000000000 0111111111111 1001000000000 0110111111111 1100010000000 0011101111111 
# expect: 1000000000000 0111111111111 1000000100000 0111111011111 1000000000010 0111111111101 1001000000000 0110111111111 1100010000000 0011101111111 
# expect: 1000000000000 0111111111111 1000000100000 0111111011111 1000000000010 0111111111101 1001000000000 0110111111111 1100010000000 0011101111111 
# expect: 1000000000000 0111111111111 1000000100000 0111111011111 1000000000010 0111111111101 1001000000000 0110111111111 1100010000000 0011101111111 
# expect: 1000000000000 0111111111111 1000000100000 0111111011111 1000000000010 0111111111101 1001000000000 0110111111111 1100010000000 0011101111111 
# expect: 1000000000000 0111111111111 1000000100000 0111111011111 1000000000010 0111111111101 1001000000000 0110111111111 1100010000000 0011101111111 
# expect: 1000000000000 0111111111111 1000000100000 0111111011111 1000000000010 0111111111101 1001000000000 0110111111111 1100010000000 0011101111111 
# expect: ["''", "''", "''", "''"] []
# expect: [] []
# expect: ["'aaa'", "''", "''", "'aaa'"] ["'aaa'"]
# expect: ["'aaa'", "'aaa'"] ["'aaa'", "'aaa'"]
# expect: ["''", "'   '", "''", "'   '"] []
# expect: [] []
# expect: ["'\\x00\\x00\\x00'", "''", "'\\x00\\x00\\x00'", "'\\x00\\x00\\x00'"] ["'\\x00\\x00\\x00'"]
# expect: ["'\\x00\\x00\\x00'", "'\\x00\\x00\\x00'"] ["'\\x00\\x00\\x00'", "'\\x00\\x00\\x00'"]
# expect: ["''", "'\\x1c\\x1c\\x1c'", "'\\x1c\\x1c\\x1c'", "'\\x1c\\x1c\\x1c'"] []
# expect: [] []
# expect: ["''", "'\\x85\\x85\\x85'", "'\\x85\\x85\\x85'", "'\\x85\\x85\\x85'"] []
# expect: [] []
# expect: ["''", "'\\xa0\\xa0\\xa0'", "'\\xa0\\xa0\\xa0'", "''"] []
# expect: [] []
# expect: ["'\\xe9\\xe9\\xe9'", "''", "'\\xe9\\xe9\\xe9'", "'\\xe9\\xe9\\xe9'"] ["'\\xe9\\xe9\\xe9'"]
# expect: ["'\\xe9\\xe9\\xe9'", "'\\xe9\\xe9\\xe9'"] ["'\\xe9\\xe9\\xe9'", "'\\xe9\\xe9\\xe9'"]
# expect: ["'\\xff\\xff\\xff'", "'\\xff\\xff\\xff'", "'\\xff\\xff\\xff'", "''"] ["'\\xff\\xff\\xff'"]
# expect: ["'\\xff\\xff\\xff'", "'\\xff\\xff\\xff'"] ["'\\xff\\xff\\xff'", "'\\xff\\xff\\xff'"]
# expect: ["'\\u0100\\u0100\\u0100'", "'\\u0100\\u0100\\u0100'", "''", "'\\u0100\\u0100\\u0100'"] ["'\\u0100\\u0100\\u0100'"]
# expect: ["'\\u0100\\u0100\\u0100'", "'\\u0100\\u0100\\u0100'"] ["'\\u0100\\u0100\\u0100'", "'\\u0100\\u0100\\u0100'"]
# expect: ["''", "'\\u2003\\u2003\\u2003'", "'\\u2003\\u2003\\u2003'", "'\\u2003\\u2003\\u2003'"] []
# expect: [] []
# expect: ["'\\u20ac\\u20ac\\u20ac'", "'\\u20ac\\u20ac\\u20ac'", "'\\u20ac\\u20ac\\u20ac'", "''"] ["'\\u20ac\\u20ac\\u20ac'"]
# expect: ["'\\u20ac\\u20ac\\u20ac'", "'\\u20ac\\u20ac\\u20ac'"] ["'\\u20ac\\u20ac\\u20ac'", "'\\u20ac\\u20ac\\u20ac'"]
# expect: ["'\\U0001f600\\U0001f600\\U0001f600'", "'\\U0001f600\\U0001f600\\U0001f600'", "'\\U0001f600\\U0001f600\\U0001f600'", "'\\U0001f600\\U0001f600\\U0001f600'"] ["'\\U0001f600\\U0001f600\\U0001f600'"]
# expect: ["'\\U0001f600\\U0001f600\\U0001f600'", "'\\U0001f600\\U0001f600\\U0001f600'"] ["'\\U0001f600\\U0001f600\\U0001f600'", "'\\U0001f600\\U0001f600\\U0001f600'"]
# expect: ["'x'", "'x'", "'x'", "'x'"] ["'x'"]
# expect: ["'x'", "'x'"] ["'x'", "'x'"]
# expect: ["'aaxa'", "'x'", "'xa'", "'aaxa'"] ["'aaxa'"]
# expect: ["'aaxa'", "'aaxa'"] ["'aaxa'", "'aaxa'"]
# expect: ["'x'", "'  x '", "'x '", "'  x '"] ["'x'"]
# expect: ["'x'", "'x '"] ["'  x'", "'x'"]
# expect: ["'\\x00\\x00x\\x00'", "'x'", "'\\x00\\x00x\\x00'", "'\\x00\\x00x\\x00'"] ["'\\x00\\x00x\\x00'"]
# expect: ["'\\x00\\x00x\\x00'", "'\\x00\\x00x\\x00'"] ["'\\x00\\x00x\\x00'", "'\\x00\\x00x\\x00'"]
# expect: ["'x'", "'\\x1c\\x1cx\\x1c'", "'\\x1c\\x1cx\\x1c'", "'\\x1c\\x1cx\\x1c'"] ["'x'"]
# expect: ["'x'", "'x\\x1c'"] ["'\\x1c\\x1cx'", "'x'"]
# expect: ["'x'", "'\\x85\\x85x\\x85'", "'\\x85\\x85x\\x85'", "'\\x85\\x85x\\x85'"] ["'x'"]
# expect: ["'x'", "'x\\x85'"] ["'\\x85\\x85x'", "'x'"]
# expect: ["'x'", "'\\xa0\\xa0x\\xa0'", "'\\xa0\\xa0x\\xa0'", "'\\xa0\\xa0x'"] ["'x'"]
# expect: ["'x'", "'x\\xa0'"] ["'\\xa0\\xa0x'", "'x'"]
# expect: ["'\\xe9\\xe9x\\xe9'", "'x'", "'\\xe9\\xe9x\\xe9'", "'\\xe9\\xe9x\\xe9'"] ["'\\xe9\\xe9x\\xe9'"]
# expect: ["'\\xe9\\xe9x\\xe9'", "'\\xe9\\xe9x\\xe9'"] ["'\\xe9\\xe9x\\xe9'", "'\\xe9\\xe9x\\xe9'"]
# expect: ["'\\xff\\xffx\\xff'", "'\\xff\\xffx\\xff'", "'\\xff\\xffx\\xff'", "'\\xff\\xffx'"] ["'\\xff\\xffx\\xff'"]
# expect: ["'\\xff\\xffx\\xff'", "'\\xff\\xffx\\xff'"] ["'\\xff\\xffx\\xff'", "'\\xff\\xffx\\xff'"]
# expect: ["'\\u0100\\u0100x\\u0100'", "'\\u0100\\u0100x\\u0100'", "'x\\u0100'", "'\\u0100\\u0100x\\u0100'"] ["'\\u0100\\u0100x\\u0100'"]
# expect: ["'\\u0100\\u0100x\\u0100'", "'\\u0100\\u0100x\\u0100'"] ["'\\u0100\\u0100x\\u0100'", "'\\u0100\\u0100x\\u0100'"]
# expect: ["'x'", "'\\u2003\\u2003x\\u2003'", "'\\u2003\\u2003x\\u2003'", "'\\u2003\\u2003x\\u2003'"] ["'x'"]
# expect: ["'x'", "'x\\u2003'"] ["'\\u2003\\u2003x'", "'x'"]
# expect: ["'\\u20ac\\u20acx\\u20ac'", "'\\u20ac\\u20acx\\u20ac'", "'\\u20ac\\u20acx\\u20ac'", "'\\u20ac\\u20acx'"] ["'\\u20ac\\u20acx\\u20ac'"]
# expect: ["'\\u20ac\\u20acx\\u20ac'", "'\\u20ac\\u20acx\\u20ac'"] ["'\\u20ac\\u20acx\\u20ac'", "'\\u20ac\\u20acx\\u20ac'"]
# expect: ["'\\U0001f600\\U0001f600x\\U0001f600'", "'\\U0001f600\\U0001f600x\\U0001f600'", "'\\U0001f600\\U0001f600x\\U0001f600'", "'\\U0001f600\\U0001f600x\\U0001f600'"] ["'\\U0001f600\\U0001f600x\\U0001f600'"]
# expect: ["'\\U0001f600\\U0001f600x\\U0001f600'", "'\\U0001f600\\U0001f600x\\U0001f600'"] ["'\\U0001f600\\U0001f600x\\U0001f600'", "'\\U0001f600\\U0001f600x\\U0001f600'"]
# expect: ["'x\\xe9y'", "'x\\xe9y'", "'x\\xe9y'", "'x\\xe9y'"] ["'x\\xe9y'"]
# expect: ["'x\\xe9y'", "'x\\xe9y'"] ["'x\\xe9y'", "'x\\xe9y'"]
# expect: ["'aax\\xe9ya'", "'x\\xe9y'", "'x\\xe9ya'", "'aax\\xe9ya'"] ["'aax\\xe9ya'"]
# expect: ["'aax\\xe9ya'", "'aax\\xe9ya'"] ["'aax\\xe9ya'", "'aax\\xe9ya'"]
# expect: ["'x\\xe9y'", "'  x\\xe9y '", "'x\\xe9y '", "'  x\\xe9y '"] ["'x\\xe9y'"]
# expect: ["'x\\xe9y'", "'x\\xe9y '"] ["'  x\\xe9y'", "'x\\xe9y'"]
# expect: ["'\\x00\\x00x\\xe9y\\x00'", "'x\\xe9y'", "'\\x00\\x00x\\xe9y\\x00'", "'\\x00\\x00x\\xe9y\\x00'"] ["'\\x00\\x00x\\xe9y\\x00'"]
# expect: ["'\\x00\\x00x\\xe9y\\x00'", "'\\x00\\x00x\\xe9y\\x00'"] ["'\\x00\\x00x\\xe9y\\x00'", "'\\x00\\x00x\\xe9y\\x00'"]
# expect: ["'x\\xe9y'", "'\\x1c\\x1cx\\xe9y\\x1c'", "'\\x1c\\x1cx\\xe9y\\x1c'", "'\\x1c\\x1cx\\xe9y\\x1c'"] ["'x\\xe9y'"]
# expect: ["'x\\xe9y'", "'x\\xe9y\\x1c'"] ["'\\x1c\\x1cx\\xe9y'", "'x\\xe9y'"]
# expect: ["'x\\xe9y'", "'\\x85\\x85x\\xe9y\\x85'", "'\\x85\\x85x\\xe9y\\x85'", "'\\x85\\x85x\\xe9y\\x85'"] ["'x\\xe9y'"]
# expect: ["'x\\xe9y'", "'x\\xe9y\\x85'"] ["'\\x85\\x85x\\xe9y'", "'x\\xe9y'"]
# expect: ["'x\\xe9y'", "'\\xa0\\xa0x\\xe9y\\xa0'", "'\\xa0\\xa0x\\xe9y\\xa0'", "'\\xa0\\xa0x\\xe9y'"] ["'x\\xe9y'"]
# expect: ["'x\\xe9y'", "'x\\xe9y\\xa0'"] ["'\\xa0\\xa0x\\xe9y'", "'x\\xe9y'"]
# expect: ["'\\xe9\\xe9x\\xe9y\\xe9'", "'x\\xe9y'", "'\\xe9\\xe9x\\xe9y\\xe9'", "'\\xe9\\xe9x\\xe9y\\xe9'"] ["'\\xe9\\xe9x\\xe9y\\xe9'"]
# expect: ["'\\xe9\\xe9x\\xe9y\\xe9'", "'\\xe9\\xe9x\\xe9y\\xe9'"] ["'\\xe9\\xe9x\\xe9y\\xe9'", "'\\xe9\\xe9x\\xe9y\\xe9'"]
# expect: ["'\\xff\\xffx\\xe9y\\xff'", "'\\xff\\xffx\\xe9y\\xff'", "'\\xff\\xffx\\xe9y\\xff'", "'\\xff\\xffx\\xe9y'"] ["'\\xff\\xffx\\xe9y\\xff'"]
# expect: ["'\\xff\\xffx\\xe9y\\xff'", "'\\xff\\xffx\\xe9y\\xff'"] ["'\\xff\\xffx\\xe9y\\xff'", "'\\xff\\xffx\\xe9y\\xff'"]
# expect: ["'\\u0100\\u0100x\\xe9y\\u0100'", "'\\u0100\\u0100x\\xe9y\\u0100'", "'x\\xe9y\\u0100'", "'\\u0100\\u0100x\\xe9y\\u0100'"] ["'\\u0100\\u0100x\\xe9y\\u0100'"]
# expect: ["'\\u0100\\u0100x\\xe9y\\u0100'", "'\\u0100\\u0100x\\xe9y\\u0100'"] ["'\\u0100\\u0100x\\xe9y\\u0100'", "'\\u0100\\u0100x\\xe9y\\u0100'"]
# expect: ["'x\\xe9y'", "'\\u2003\\u2003x\\xe9y\\u2003'", "'\\u2003\\u2003x\\xe9y\\u2003'", "'\\u2003\\u2003x\\xe9y\\u2003'"] ["'x\\xe9y'"]
# expect: ["'x\\xe9y'", "'x\\xe9y\\u2003'"] ["'\\u2003\\u2003x\\xe9y'", "'x\\xe9y'"]
# expect: ["'\\u20ac\\u20acx\\xe9y\\u20ac'", "'\\u20ac\\u20acx\\xe9y\\u20ac'", "'\\u20ac\\u20acx\\xe9y\\u20ac'", "'\\u20ac\\u20acx\\xe9y'"] ["'\\u20ac\\u20acx\\xe9y\\u20ac'"]
# expect: ["'\\u20ac\\u20acx\\xe9y\\u20ac'", "'\\u20ac\\u20acx\\xe9y\\u20ac'"] ["'\\u20ac\\u20acx\\xe9y\\u20ac'", "'\\u20ac\\u20acx\\xe9y\\u20ac'"]
# expect: ["'\\U0001f600\\U0001f600x\\xe9y\\U0001f600'", "'\\U0001f600\\U0001f600x\\xe9y\\U0001f600'", "'\\U0001f600\\U0001f600x\\xe9y\\U0001f600'", "'\\U0001f600\\U0001f600x\\xe9y\\U0001f600'"] ["'\\U0001f600\\U0001f600x\\xe9y\\U0001f600'"]
# expect: ["'\\U0001f600\\U0001f600x\\xe9y\\U0001f600'", "'\\U0001f600\\U0001f600x\\xe9y\\U0001f600'"] ["'\\U0001f600\\U0001f600x\\xe9y\\U0001f600'", "'\\U0001f600\\U0001f600x\\xe9y\\U0001f600'"]
# expect: ["'x\\u20acy'", "'x\\u20acy'", "'x\\u20acy'", "'x\\u20acy'"] ["'x\\u20acy'"]
# expect: ["'x\\u20acy'", "'x\\u20acy'"] ["'x\\u20acy'", "'x\\u20acy'"]
# expect: ["'aax\\u20acya'", "'x\\u20acy'", "'x\\u20acya'", "'aax\\u20acya'"] ["'aax\\u20acya'"]
# expect: ["'aax\\u20acya'", "'aax\\u20acya'"] ["'aax\\u20acya'", "'aax\\u20acya'"]
# expect: ["'x\\u20acy'", "'  x\\u20acy '", "'x\\u20acy '", "'  x\\u20acy '"] ["'x\\u20acy'"]
# expect: ["'x\\u20acy'", "'x\\u20acy '"] ["'  x\\u20acy'", "'x\\u20acy'"]
# expect: ["'\\x00\\x00x\\u20acy\\x00'", "'x\\u20acy'", "'\\x00\\x00x\\u20acy\\x00'", "'\\x00\\x00x\\u20acy\\x00'"] ["'\\x00\\x00x\\u20acy\\x00'"]
# expect: ["'\\x00\\x00x\\u20acy\\x00'", "'\\x00\\x00x\\u20acy\\x00'"] ["'\\x00\\x00x\\u20acy\\x00'", "'\\x00\\x00x\\u20acy\\x00'"]
# expect: ["'x\\u20acy'", "'\\x1c\\x1cx\\u20acy\\x1c'", "'\\x1c\\x1cx\\u20acy\\x1c'", "'\\x1c\\x1cx\\u20acy\\x1c'"] ["'x\\u20acy'"]
# expect: ["'x\\u20acy'", "'x\\u20acy\\x1c'"] ["'\\x1c\\x1cx\\u20acy'", "'x\\u20acy'"]
# expect: ["'x\\u20acy'", "'\\x85\\x85x\\u20acy\\x85'", "'\\x85\\x85x\\u20acy\\x85'", "'\\x85\\x85x\\u20acy\\x85'"] ["'x\\u20acy'"]
# expect: ["'x\\u20acy'", "'x\\u20acy\\x85'"] ["'\\x85\\x85x\\u20acy'", "'x\\u20acy'"]
# expect: ["'x\\u20acy'", "'\\xa0\\xa0x\\u20acy\\xa0'", "'\\xa0\\xa0x\\u20acy\\xa0'", "'\\xa0\\xa0x\\u20acy'"] ["'x\\u20acy'"]
# expect: ["'x\\u20acy'", "'x\\u20acy\\xa0'"] ["'\\xa0\\xa0x\\u20acy'", "'x\\u20acy'"]
# expect: ["'\\xe9\\xe9x\\u20acy\\xe9'", "'x\\u20acy'", "'\\xe9\\xe9x\\u20acy\\xe9'", "'\\xe9\\xe9x\\u20acy\\xe9'"] ["'\\xe9\\xe9x\\u20acy\\xe9'"]
# expect: ["'\\xe9\\xe9x\\u20acy\\xe9'", "'\\xe9\\xe9x\\u20acy\\xe9'"] ["'\\xe9\\xe9x\\u20acy\\xe9'", "'\\xe9\\xe9x\\u20acy\\xe9'"]
# expect: ["'\\xff\\xffx\\u20acy\\xff'", "'\\xff\\xffx\\u20acy\\xff'", "'\\xff\\xffx\\u20acy\\xff'", "'\\xff\\xffx\\u20acy'"] ["'\\xff\\xffx\\u20acy\\xff'"]
# expect: ["'\\xff\\xffx\\u20acy\\xff'", "'\\xff\\xffx\\u20acy\\xff'"] ["'\\xff\\xffx\\u20acy\\xff'", "'\\xff\\xffx\\u20acy\\xff'"]
# expect: ["'\\u0100\\u0100x\\u20acy\\u0100'", "'\\u0100\\u0100x\\u20acy\\u0100'", "'x\\u20acy\\u0100'", "'\\u0100\\u0100x\\u20acy\\u0100'"] ["'\\u0100\\u0100x\\u20acy\\u0100'"]
# expect: ["'\\u0100\\u0100x\\u20acy\\u0100'", "'\\u0100\\u0100x\\u20acy\\u0100'"] ["'\\u0100\\u0100x\\u20acy\\u0100'", "'\\u0100\\u0100x\\u20acy\\u0100'"]
# expect: ["'x\\u20acy'", "'\\u2003\\u2003x\\u20acy\\u2003'", "'\\u2003\\u2003x\\u20acy\\u2003'", "'\\u2003\\u2003x\\u20acy\\u2003'"] ["'x\\u20acy'"]
# expect: ["'x\\u20acy'", "'x\\u20acy\\u2003'"] ["'\\u2003\\u2003x\\u20acy'", "'x\\u20acy'"]
# expect: ["'\\u20ac\\u20acx\\u20acy\\u20ac'", "'\\u20ac\\u20acx\\u20acy\\u20ac'", "'\\u20ac\\u20acx\\u20acy\\u20ac'", "'\\u20ac\\u20acx\\u20acy'"] ["'\\u20ac\\u20acx\\u20acy\\u20ac'"]
# expect: ["'\\u20ac\\u20acx\\u20acy\\u20ac'", "'\\u20ac\\u20acx\\u20acy\\u20ac'"] ["'\\u20ac\\u20acx\\u20acy\\u20ac'", "'\\u20ac\\u20acx\\u20acy\\u20ac'"]
# expect: ["'\\U0001f600\\U0001f600x\\u20acy\\U0001f600'", "'\\U0001f600\\U0001f600x\\u20acy\\U0001f600'", "'\\U0001f600\\U0001f600x\\u20acy\\U0001f600'", "'\\U0001f600\\U0001f600x\\u20acy\\U0001f600'"] ["'\\U0001f600\\U0001f600x\\u20acy\\U0001f600'"]
# expect: ["'\\U0001f600\\U0001f600x\\u20acy\\U0001f600'", "'\\U0001f600\\U0001f600x\\u20acy\\U0001f600'"] ["'\\U0001f600\\U0001f600x\\u20acy\\U0001f600'", "'\\U0001f600\\U0001f600x\\u20acy\\U0001f600'"]
# expect: ["'x\\U0001f600'", "'x\\U0001f600'", "'x\\U0001f600'", "'x\\U0001f600'"] ["'x\\U0001f600'"]
# expect: ["'x\\U0001f600'", "'x\\U0001f600'"] ["'x\\U0001f600'", "'x\\U0001f600'"]
# expect: ["'aax\\U0001f600a'", "'x\\U0001f600'", "'x\\U0001f600a'", "'aax\\U0001f600a'"] ["'aax\\U0001f600a'"]
# expect: ["'aax\\U0001f600a'", "'aax\\U0001f600a'"] ["'aax\\U0001f600a'", "'aax\\U0001f600a'"]
# expect: ["'x\\U0001f600'", "'  x\\U0001f600 '", "'x\\U0001f600 '", "'  x\\U0001f600 '"] ["'x\\U0001f600'"]
# expect: ["'x\\U0001f600'", "'x\\U0001f600 '"] ["'  x\\U0001f600'", "'x\\U0001f600'"]
# expect: ["'\\x00\\x00x\\U0001f600\\x00'", "'x\\U0001f600'", "'\\x00\\x00x\\U0001f600\\x00'", "'\\x00\\x00x\\U0001f600\\x00'"] ["'\\x00\\x00x\\U0001f600\\x00'"]
# expect: ["'\\x00\\x00x\\U0001f600\\x00'", "'\\x00\\x00x\\U0001f600\\x00'"] ["'\\x00\\x00x\\U0001f600\\x00'", "'\\x00\\x00x\\U0001f600\\x00'"]
# expect: ["'x\\U0001f600'", "'\\x1c\\x1cx\\U0001f600\\x1c'", "'\\x1c\\x1cx\\U0001f600\\x1c'", "'\\x1c\\x1cx\\U0001f600\\x1c'"] ["'x\\U0001f600'"]
# expect: ["'x\\U0001f600'", "'x\\U0001f600\\x1c'"] ["'\\x1c\\x1cx\\U0001f600'", "'x\\U0001f600'"]
# expect: ["'x\\U0001f600'", "'\\x85\\x85x\\U0001f600\\x85'", "'\\x85\\x85x\\U0001f600\\x85'", "'\\x85\\x85x\\U0001f600\\x85'"] ["'x\\U0001f600'"]
# expect: ["'x\\U0001f600'", "'x\\U0001f600\\x85'"] ["'\\x85\\x85x\\U0001f600'", "'x\\U0001f600'"]
# expect: ["'x\\U0001f600'", "'\\xa0\\xa0x\\U0001f600\\xa0'", "'\\xa0\\xa0x\\U0001f600\\xa0'", "'\\xa0\\xa0x\\U0001f600'"] ["'x\\U0001f600'"]
# expect: ["'x\\U0001f600'", "'x\\U0001f600\\xa0'"] ["'\\xa0\\xa0x\\U0001f600'", "'x\\U0001f600'"]
# expect: ["'\\xe9\\xe9x\\U0001f600\\xe9'", "'x\\U0001f600'", "'\\xe9\\xe9x\\U0001f600\\xe9'", "'\\xe9\\xe9x\\U0001f600\\xe9'"] ["'\\xe9\\xe9x\\U0001f600\\xe9'"]
# expect: ["'\\xe9\\xe9x\\U0001f600\\xe9'", "'\\xe9\\xe9x\\U0001f600\\xe9'"] ["'\\xe9\\xe9x\\U0001f600\\xe9'", "'\\xe9\\xe9x\\U0001f600\\xe9'"]
# expect: ["'\\xff\\xffx\\U0001f600\\xff'", "'\\xff\\xffx\\U0001f600\\xff'", "'\\xff\\xffx\\U0001f600\\xff'", "'\\xff\\xffx\\U0001f600'"] ["'\\xff\\xffx\\U0001f600\\xff'"]
# expect: ["'\\xff\\xffx\\U0001f600\\xff'", "'\\xff\\xffx\\U0001f600\\xff'"] ["'\\xff\\xffx\\U0001f600\\xff'", "'\\xff\\xffx\\U0001f600\\xff'"]
# expect: ["'\\u0100\\u0100x\\U0001f600\\u0100'", "'\\u0100\\u0100x\\U0001f600\\u0100'", "'x\\U0001f600\\u0100'", "'\\u0100\\u0100x\\U0001f600\\u0100'"] ["'\\u0100\\u0100x\\U0001f600\\u0100'"]
# expect: ["'\\u0100\\u0100x\\U0001f600\\u0100'", "'\\u0100\\u0100x\\U0001f600\\u0100'"] ["'\\u0100\\u0100x\\U0001f600\\u0100'", "'\\u0100\\u0100x\\U0001f600\\u0100'"]
# expect: ["'x\\U0001f600'", "'\\u2003\\u2003x\\U0001f600\\u2003'", "'\\u2003\\u2003x\\U0001f600\\u2003'", "'\\u2003\\u2003x\\U0001f600\\u2003'"] ["'x\\U0001f600'"]
# expect: ["'x\\U0001f600'", "'x\\U0001f600\\u2003'"] ["'\\u2003\\u2003x\\U0001f600'", "'x\\U0001f600'"]
# expect: ["'\\u20ac\\u20acx\\U0001f600\\u20ac'", "'\\u20ac\\u20acx\\U0001f600\\u20ac'", "'\\u20ac\\u20acx\\U0001f600\\u20ac'", "'\\u20ac\\u20acx\\U0001f600'"] ["'\\u20ac\\u20acx\\U0001f600\\u20ac'"]
# expect: ["'\\u20ac\\u20acx\\U0001f600\\u20ac'", "'\\u20ac\\u20acx\\U0001f600\\u20ac'"] ["'\\u20ac\\u20acx\\U0001f600\\u20ac'", "'\\u20ac\\u20acx\\U0001f600\\u20ac'"]
# expect: ["'\\U0001f600\\U0001f600x\\U0001f600\\U0001f600'", "'\\U0001f600\\U0001f600x\\U0001f600\\U0001f600'", "'\\U0001f600\\U0001f600x\\U0001f600\\U0001f600'", "'\\U0001f600\\U0001f600x\\U0001f600\\U0001f600'"] ["'\\U0001f600\\U0001f600x\\U0001f600\\U0001f600'"]
# expect: ["'\\U0001f600\\U0001f600x\\U0001f600\\U0001f600'", "'\\U0001f600\\U0001f600x\\U0001f600\\U0001f600'"] ["'\\U0001f600\\U0001f600x\\U0001f600\\U0001f600'", "'\\U0001f600\\U0001f600x\\U0001f600\\U0001f600'"]
# expect: [b'\x1c', b'a\x85', b'b'] b'\xa0 x' [bytearray(b'\x1fy')]
# expect: 'in <string>' requires string as left operand, not int
# expect: 'in <string>' requires string as left operand, not NoneType
# expect: 'in <string>' requires string as left operand, not bytes
# expect: True True False
