print(b"abc", b"\x00\xff\t\n\r\\'\"", b'it\'s', bytes(3), bytes([1, 65, 255]), bytes("é", "utf-8"))
print(bytes(b"x"), bytes(range(3)), bytes(), repr(b"'"), str(b"\x80"))
print(b"abc"[0], b"abc"[1:], b"abc"[::-1], b"abc"[-1:], list(b"ab"), len(b"\x00\x00"), b"ab" + b"c")
print(b"ab" * 2, 97 in b"abc", b"bc" in b"abc", b"" in b"")
for source in (
    "bytes([256])", "bytes([-1])", "bytes('x')", "bytes(-1)", "bytes(1.5)", "b'a'[5]", "b'a' + 'b'",
    "'a' in b'a'", "300 in b'a'", "bytes(['a'])",
):
    try:
        eval(source)
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)

# expect: b'abc' b'\x00\xff\t\n\r\\\'"' b"it's" b'\x00\x00\x00' b'\x01A\xff' b'\xc3\xa9'
# expect: b'x' b'\x00\x01\x02' b'' b"'" b'\x80'
# expect: 97 b'bc' b'cba' b'c' [97, 98] 2 b'abc'
# expect: b'abab' True True True
# expect: ValueError bytes must be in range(0, 256)
# expect: ValueError bytes must be in range(0, 256)
# expect: TypeError string argument without an encoding
# expect: ValueError negative count
# expect: TypeError cannot convert 'float' object to bytes
# expect: IndexError index out of range
# expect: TypeError can't concat str to bytes
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError byte must be in range(0, 256)
# expect: TypeError 'str' object cannot be interpreted as an integer
