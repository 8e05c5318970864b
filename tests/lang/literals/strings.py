print("a\tb\\n\x41\u00e9\U0001F600\N{GREEK SMALL LETTER ALPHA}\101\0end".encode("unicode_escape"))
print(r"raw\n", 'it''s', "a" 'b' """c""", b"\x00\xff\n", rb"\x00", "line \
continued")
print(len("""
two lines
"""), '\'"', "'\"")

# expect: b'a\\tb\\\\nA\\xe9\\U0001f600\\u03b1A\\x00end'
# expect: raw\n its abc b'\x00\xff\n' b'\\x00' line continued
# expect: 11 '" '"
