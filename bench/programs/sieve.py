"""Prime numbers: an index loop over a list of flags, a slice sieve, and division by known primes."""


def sieve_with_loops(limit):
    composite = [False] * (limit + 1)
    for n in range(2, int(limit**0.5) + 1):
        if not composite[n]:
            for multiple in range(n * n, limit + 1, n):
                composite[multiple] = True
    return [n for n in range(2, limit + 1) if not composite[n]]


def sieve_with_slices(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[0] = flags[1] = 0
    for n in range(2, int(limit**0.5) + 1):
        if flags[n]:
            flags[n * n::n] = bytes(len(range(n * n, limit + 1, n)))
    return sum(flags)


def by_division(count):
    primes = [2]
    candidate = 3
    while len(primes) < count:
        for p in primes:
            if p * p > candidate:
                primes.append(candidate)
                break
            if candidate % p == 0:
                break
        candidate += 2
    return primes


def main():
    primes = sieve_with_loops(3_000_000)
    print(len(primes), sum(primes), sieve_with_slices(2_000_000), by_division(16_000)[-1])


if __name__ == "__main__":
    main()
