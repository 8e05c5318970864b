print(chr(65), ord("a"), chr(0x1F600), ord("é"), bin(5), hex(255), oct(8), bin(-5), ascii("ñ"))
print(chr(0) == "\0", [chr(i) for i in range(97, 100)], ord(b"a"))
for source in ("bin('a')", "hex(1.5)", "chr('a')", "ord(65)"):
    try:
        eval(source)
    except TypeError as error:
        print(error)

# expect: A 97 😀 233 0b101 0xff 0o10 -0b101 '\xf1'
# expect: True ['a', 'b', 'c'] 97
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'str' object cannot be interpreted as an integer
# expect: ord() expected string of length 1, but int found
