"""Pancake flips of all permutations: small lists of ints, slices, index arithmetic."""


def fannkuch(n):
    permutation = list(range(n))
    counts = [0] * n
    most_flips = checksum = 0
    sign = 1
    remaining = n
    while True:
        while remaining > 1:
            counts[remaining - 1] = remaining
            remaining -= 1
        first = permutation[0]
        if first:
            flipped = permutation[:]
            flips = 0
            while first:
                flipped[:first + 1] = flipped[first::-1]
                flips += 1
                first = flipped[0]
            if flips > most_flips:
                most_flips = flips
            checksum += sign * flips
        sign = -sign
        while True:
            if remaining == n:
                return checksum, most_flips
            permutation.insert(remaining, permutation.pop(0))
            counts[remaining] -= 1
            if counts[remaining] > 0:
                break
            remaining += 1


def main():
    print(*fannkuch(9))


if __name__ == "__main__":
    main()
