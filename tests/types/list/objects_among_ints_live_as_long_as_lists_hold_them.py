# Objects at every place among small ints: slices, sums and copies hold them, and the end of the last list is their end.

class Counted:
    alive = 0

    def __init__(self):
        Counted.alive += 1

    def __del__(self):
        Counted.alive -= 1


for length in range(13):
    for place in range(length):
        items = list(range(length))
        items[place] = Counted()
        half, whole, twice = items[:length // 2 + 1], items[:], items + items[1:]
        assert Counted.alive == 1 and whole == items and twice == items + items[1:]
        del items
        assert Counted.alive == 1
        del whole, twice
        assert Counted.alive == (place <= length // 2), (length, place)
        del half
        assert Counted.alive == 0, (length, place)
big = [2**70 + i if i % 5 == 4 else float(i) if i % 7 == 3 else i for i in range(100)]
copy = big[3:97] + big[:3]
del big
print(Counted.alive, sum(copy) == sum(2**70 + i if i % 5 == 4 else i for i in range(97)), copy[::-1][:3])
for n in range(6):
    parts = ["ab"] * n
    print(repr("".join(parts)), repr(", ".join(parts)), end=" ")
    for m in range(0, 40, 9):
        assert "x" * n + "y" * m == "".join(["x" * n, "y" * m]) and ("é" * n + "y" * m) == "".join(("é" * n, "y" * m))
print("ab" + "\u20ac", "\u20ac" + "ab", "é" + "\U0001f600", "".join(["\u20ac"]))

# expect: 0 False [2, 1, 0]
# expect: '' '' 'ab' 'ab' 'abab' 'ab, ab' 'ababab' 'ab, ab, ab' 'abababab' 'ab, ab, ab, ab' 'ababababab' 'ab, ab, ab, ab, ab' ab€ €ab é😀 €
