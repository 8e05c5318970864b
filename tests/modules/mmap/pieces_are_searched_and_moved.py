"""Needles across the pieces in which a mapping is searched, and slices that overlap what they are assigned to."""

import mmap
m=mmap.mmap(-1, 300000)
m[:]=bytes(i*7%251 for i in range(300000))
print(m.find(b"\x00\x07\x0e"), m.rfind(b"\x00\x07\x0e"), m.find(b"zzzzzz"), m.rfind(b"zzzzz"))
m[70000:70005]=b"hello"; m[65534:65540]=b"border"
print(m.find(b"hello"), m.rfind(b"hello"), m.find(b"border"), m.rfind(b"border"), m.find(b"border", 65535), m.find(b"",5,5), m.rfind(b""), m.find(b""))
big=m[1000:200000]; print(m.find(big), m.rfind(big), m.find(big+b"x"), m.find(m[:]), m.rfind(m[:]))
m.seek(0); m[10:16]=b"abc\ndf"; m.seek(10); print(m.readline(), m.tell(), len(m.readline()))
v=memoryview(m)
m[0:10]=b"0123456789"; m[3:8]=v[0:5]; print(m[0:10]); m[0:10]=b"0123456789"; m[0:5]=v[3:8]; print(m[0:10])
m.seek(2); m.write(v[0:6]); print(m[0:10]); m.move(1,0,6); print(m[:10]); m.move(0,2,5); print(m[:10])
print(m[5:0:-2], m[0]); m[0:10:3]=b"WXYZ"; print(m[:12]); m.write_byte(65); m.seek(8); print(m.read_byte(), m.read(3))
v.release(); m.move(5,0,20); print(m[:30]); m.close()

# expect: 0 299945 -1 -1
# expect: 70000 70000 65534 65534 -1 5 300000 0
# expect: 1000 1000 -1 0 0
# expect: b'abc\n' 14 96
# expect: b'0120123489'
# expect: b'3456756789'
# expect: b'3434567589'
# expect: b'3343456589'
# expect: b'4345656589'
# expect: b'553' 52
# expect: b'W34X65Y58Zab'
# expect: 65 b'Zab'
# expect: b'W34X6W34X65Y5AZabc\ndfpw~\x85\xaf\xb6\xbd\xc4\xcb'
