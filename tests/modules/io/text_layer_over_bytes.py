import io

raw = io.BytesIO()
t = io.TextIOWrapper(raw, encoding="utf-8", newline="\r\n")
t.write("é\nb\n")
t.flush()
print(raw.getvalue(), t.encoding, t.errors)
r = io.TextIOWrapper(io.BytesIO("a\r\nb\rcé".encode()), encoding="utf-8")
print(r.read(2), r.readlines())
bad = io.TextIOWrapper(io.BytesIO(b"a\xff"), encoding="utf-8", errors="replace")
print(ascii(bad.read()))
buffered = io.BufferedReader(io.BytesIO(b"0123456789"), buffer_size=4)
print(buffered.peek(1)[:1], buffered.read(3), buffered.read1(2), buffered.read())

# expect: b'\xc3\xa9\r\nb\r\n' utf-8 strict
# expect: a
# expect:  ['b\n', 'cé']
# expect: 'a\ufffd'
# expect: b'0' b'012' b'3' b'456789'
