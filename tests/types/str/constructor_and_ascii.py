print(str(), str(5), str(None), str([1, "a"]), str(b"x"), str(b"\xc3\xa9", "utf-8"), str(object=3))
print(ascii("é\n😀"), ascii(["é"]), chr(233), ord("😀"), chr(0x10FFFF) > "a")
for source in ("chr(-1)", "chr(0x110000)", "ord('ab')", "ord('')", "ord(5)", "str(b'x', 5)", "str('x', 'utf-8')"):
    try:
        eval(source)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, str(error).replace(" (0x110000)", ""))

# expect:  5 None [1, 'a'] b'x' é 3
# expect: '\xe9\n\U0001f600' ['\xe9'] é 128512 True
# expect: ValueError chr() arg not in range(0x110000)
# expect: ValueError chr() arg not in range(0x110000)
# expect: TypeError ord() expected a character, but string of length 2 found
# expect: TypeError ord() expected a character, but string of length 0 found
# expect: TypeError ord() expected string of length 1, but int found
# expect: TypeError str() argument 'encoding' must be str, not int
# expect: TypeError decoding str is not supported
