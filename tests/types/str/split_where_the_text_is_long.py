# White space and line ends at every offset of texts longer than a machine's vector, among bytes that only look like them.
for space in " ", "\t", "\x1c", "\x85", "\xa0", "\u2003":
    for at in range(0, 40):
        text = "x" * at + space + "\x00\x7f\x80é" + "y" * (39 - at)
        assert text.split() == [part for part in ("x" * at, "\x00\x7f\x80é" + "y" * (39 - at)) if part], (space, at)
        assert (space * at + text).split() == text.split() == text.rsplit()
        assert (space + text + space).split(None, 1)[0] == (text.split()[0])
for end in "\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\u2028":
    for at in range(0, 40):
        text = "x" * at + end + "\x00\x7f\x80é\x1f" + "y" * (39 - at)
        assert text.splitlines() == ["x" * at, "\x00\x7f\x80é\x1f" + "y" * (39 - at)], (end, at)
        assert "".join((text + end).splitlines(True)) == text + end
print("x" * 17 .__index__() + " y", ("word " * 20).split() == ["word"] * 20, len(("line\n" * 50).splitlines()), "a\x1fb c".split())

# expect: xxxxxxxxxxxxxxxxx y True 50 ['a', 'b', 'c']
