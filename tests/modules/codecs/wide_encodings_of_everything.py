# UTF-8, UTF-16 and UTF-32 of short and long runs of every kind of character, surrogates among them, under every policy; and back, cut short.
import itertools
import random
import zlib

ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8")
seen = []


def note(function, *args):
    try:
        result = function(*args)
        seen.append(result.hex() if isinstance(result, bytes) else ascii(result))
        return result
    except UnicodeError as e:
        seen.append(str(e))


pieces = ["a", "\xe9", "\u20ac", "\U0001f600", "\ud800", "\udc00", "\udcff", "b" * 20, "\u20ac" * 17]
for n in (1, 2):
    for parts in itertools.product(pieces, repeat=n):
        text = "".join(parts)
        for encoding in ENCODINGS:
            for errors in ("strict", "replace", "ignore", "surrogatepass", "surrogateescape", "backslashreplace"):
                data = note(text.encode, encoding, errors)
                for cut in (0, 1, 3) if data is not None else ():
                    for policy in ("strict", "replace", "surrogatepass", "ignore"):
                        note(data[: len(data) - cut].decode, encoding, policy)
choose = random.Random(5)
for i in range(300):
    data = bytes(choose.choice([0, 0xD8, 0xDC, 0x41, 0xFF, 0xFE, 0x10, 1]) for _ in range(choose.randrange(40)))
    for encoding in ENCODINGS:
        for policy in ("strict", "replace", "surrogatepass", "ignore", "backslashreplace"):
            note(data.decode, encoding, policy)
print(len(seen), zlib.crc32("\n".join(seen).encode()))
for encoding in ENCODINGS:
    note("ab\ud800\udc00".encode, encoding)
print(*seen[-len(ENCODINGS):], sep="\n")

# expect: 51744 826373606
# expect: 'utf-16' codec can't encode character '\ud800' in position 2: surrogates not allowed
# expect: 'utf-16-le' codec can't encode character '\ud800' in position 2: surrogates not allowed
# expect: 'utf-16-be' codec can't encode character '\ud800' in position 2: surrogates not allowed
# expect: 'utf-32' codec can't encode character '\ud800' in position 2: surrogates not allowed
# expect: 'utf-32-le' codec can't encode character '\ud800' in position 2: surrogates not allowed
# expect: 'utf-32-be' codec can't encode character '\ud800' in position 2: surrogates not allowed
# expect: 'utf-8' codec can't encode characters in position 2-3: surrogates not allowed
