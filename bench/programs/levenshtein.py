"""Distances between words by dynamic programming: rows of ints, min, string indexing."""


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


def longest_common(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j]:
                table[i + 1][j + 1] = table[i][j] + 1
            elif table[i][j + 1] > table[i + 1][j]:
                table[i + 1][j + 1] = table[i][j + 1]
            else:
                table[i + 1][j + 1] = table[i + 1][j]
    return table[-1][-1]


def words(count):
    state = 99
    made = []
    for _ in range(count):
        letters = []
        for _ in range(8 + state % 9):
            state = (state * 48271) % 2147483647
            letters.append("abcdefgh"[state >> 5 & 7])
        made.append("".join(letters))
    return made


def main():
    vocabulary = words(140)
    total = sum(distance(a, b) for i, a in enumerate(vocabulary) for b in vocabulary[:i])
    a, b = "".join(vocabulary[:80]), "".join(vocabulary[50:130])
    print(total, longest_common(a, b), min(vocabulary, key=lambda w: distance(w, "abcdefghabc")))


if __name__ == "__main__":
    main()
