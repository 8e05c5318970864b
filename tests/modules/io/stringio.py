import io

s = io.StringIO("line1\nline2\nrest")
print(repr(s.readline()), s.tell(), list(s), repr(s.read()), s.seek(2), repr(s.read(3)))
s = io.StringIO()
print(s.write("héllo"), s.getvalue(), s.truncate(2), s.getvalue(), s.seek(0), s.write("XYZ"))
print(s.getvalue(), s.writable(), s.closed)
s.close()
try:
    s.read()
except ValueError as error:
    print(error)
print(list(io.StringIO("a\r\nb\rc", newline=None)), list(io.StringIO("a\r\nb")), io.StringIO("abc").readlines())
with io.StringIO("ctx") as f:
    print(f.read())

# expect: 'line1\n' 6 ['line2\n', 'rest'] '' 2 'ne1'
# expect: 5 héllo 2 hé 0 3
# expect: XYZ True False
# expect: I/O operation on closed file
# expect: ['a\n', 'b\n', 'c'] ['a\r\n', 'b'] ['abc']
# expect: ctx
