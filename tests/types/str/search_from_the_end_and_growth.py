# Searching from the end against a plain search, at every offset of short texts; texts grown piece by piece against joined ones.
import random

random.seed(3)


def last_place(text, part):
    for i in range(len(text) - len(part), -1, -1):
        if text[i:i + len(part)] == part:
            return i
    return -1


def bound(i, length):
    return max(0, i + length) if i < 0 else min(i, length)


for turn in range(1500):
    letters = random.choice(["ab", "abc", "aé", "a\u20ac"])
    text = "".join(random.choice(letters) for _ in range(random.randrange(90)))
    part = "".join(random.choice(letters) for _ in range(random.randrange(1, 8)))
    place = last_place(text, part)
    assert text.rfind(part) == place, (text, part)
    assert text.rpartition(part)[2] == (text if place < 0 else text[place + len(part):])
    start, stop = random.randrange(-5, 95), random.randrange(-5, 95)
    low, high = bound(start, len(text)), bound(stop, len(text))
    inside = last_place(text[low:high], part)
    assert text.rfind(part, start, stop) == (inside + low if inside >= 0 else -1), (text, part, start, stop)
    grown = joined = ""
    for i in range(random.randrange(60)):
        piece = random.choice(["x", "yz", "", "é", "\u20ac" if turn % 3 == 0 else "q", "long" * 9])
        grown += piece
        joined = "".join([joined, piece])
        assert grown == joined and hash(grown) == hash(joined) and grown.isascii() == joined.isascii()
    assert [c for c in grown] == list(joined) == [joined[i] for i in range(len(joined))]
print("every place found")

# expect: every place found
