import io

b = io.BytesIO(b"hello\nworld")
print(b.read(2), b.readline(), b.tell(), b.seek(-2, 2), b.read(), b.seek(0))
print(b.readinto(buf := bytearray(4)), buf, b.getvalue()[:3])
b = io.BytesIO()
b.write(b"abc")
b.seek(5)
b.write(b"z")
print(b.getvalue(), b.getbuffer()[0], b.truncate(4), b.getvalue(), list(io.BytesIO(b"1\n2\n")))
for action in (lambda: io.BytesIO().write("text"), lambda: io.BytesIO(b"").seek(-1), lambda: io.StringIO(b"x")):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
b = io.BytesIO(bytes(range(12)))
b.seek(3)
print(b.readinto(b.getbuffer()), b.getvalue())

# expect: b'he' b'llo\n' 6 9 b'ld' 0
# expect: 4 bytearray(b'hell') b'hel'
# expect: b'abc\x00\x00z' 97 4 b'abc\x00' [b'1\n', b'2\n']
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError negative seek value -1
# expect: TypeError initial_value must be str or None, not bytes
# expect: 9 b'\x03\x04\x05\x06\x07\x08\t\n\x0b\t\n\x0b'
