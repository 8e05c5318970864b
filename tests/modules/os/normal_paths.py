# os.path.normpath() of every path of up to four parts, as text and as bytes, and of objects that say their path.
import itertools
import os
import posixpath
import zlib

parts = ["", ".", "..", "a", "b.c", "...", "ä"]
seen = []
for n in range(5):
    for path in itertools.product(parts, repeat=n):
        for front in ("", "/", "//", "///"):
            seen.append(posixpath.normpath(front + "/".join(path)))
print(len(seen), zlib.crc32("\n".join(seen).encode()))
for path in ("", "/", "//", "///", ".", "..", "a/..", "/..", "//..", "a//b/./c/", "../../a", "a/../../b", "/a/../../b", "//a/./b", "\udcff/../x"):
    print(ascii(path), ascii(posixpath.normpath(path)), posixpath.normpath(os.fsencode(path)))


class Path:
    def __fspath__(self):
        return "a/./b"


print(posixpath.normpath(Path()), posixpath.normpath("a\0b/../c"))

# expect: 11204 1981969613
# expect: '' '.' b'.'
# expect: '/' '/' b'/'
# expect: '//' '//' b'//'
# expect: '///' '/' b'/'
# expect: '.' '.' b'.'
# expect: '..' '..' b'..'
# expect: 'a/..' '.' b'.'
# expect: '/..' '/' b'/'
# expect: '//..' '//' b'//'
# expect: 'a//b/./c/' 'a/b/c' b'a/b/c'
# expect: '../../a' '../../a' b'../../a'
# expect: 'a/../../b' '../b' b'../b'
# expect: '/a/../../b' '/b' b'/b'
# expect: '//a/./b' '//a/b' b'//a/b'
# expect: '\udcff/../x' 'x' b'x'
# expect: a/b c
