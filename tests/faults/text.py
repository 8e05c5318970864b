# Strings of all widths: methods, formatting, encodings.
words = "the quick brown föx jumps övér the lazy 犬 and the 🐎".split()
for width in range(3):
    text = " ".join(w.center(9 + width, "*") for w in words)
    print(text.upper().replace("*", "-" * width), text.count("*"), len(text.encode("utf-8")), len(text.encode("utf-16")))
print("{:>10}|{!r:<20}|{:^{}}|{:,}".format(words[0], words[3], words[9], 7, 1234567), "%s %r %-5d|%08.3f" % (words[1], words[2], 42, 3.14159))
print("".join(reversed("abc" * 100))[:20], "a-b-c".partition("-"), "x".join(str(n) for n in range(200))[-12:])
print("é" * 50 == ("é" * 50).encode("latin-1").decode("latin-1"), "ß".casefold(), "line\nline\r\nline".splitlines(), "ab".translate({97: "xyz"}))
print(f"{words[0]!r:>12} {len(words):03d} {3.0:e}", sorted(set("hello world"))[:4], "\N{BULLET}".isidentifier(), repr("\x00\ud800"))
