for text in b"", b"a", b"'", b'"', b"'\"", b"\\'":
    print(repr(bytearray(text)), str(bytearray(text)), repr(text))
class Named(bytearray): pass
print(Named(b"it's"))

# expect: bytearray(b'') bytearray(b'') b''
# expect: bytearray(b'a') bytearray(b'a') b'a'
# expect-before-3.14: bytearray(b"\'") bytearray(b"\'") b"'"
# expect-since-3.14: bytearray(b"'") bytearray(b"'") b"'"
# expect: bytearray(b'"') bytearray(b'"') b'"'
# expect: bytearray(b'\'"') bytearray(b'\'"') b'\'"'
# expect-before-3.14: bytearray(b"\\\'") bytearray(b"\\\'") b"\\'"
# expect-before-3.14: Named(b"it\'s")
# expect-since-3.14: bytearray(b"\\'") bytearray(b"\\'") b"\\'"
# expect-since-3.14: Named(b"it's")
