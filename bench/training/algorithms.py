"""Stands for programs that compute: numbers of every kind, containers, sorting, searching, graphs, statistics."""

import bisect
import collections
import decimal
import fractions
import heapq
import itertools
import math
import operator
import random
import statistics
import zlib

decimal.getcontext().prec = 30
source = random.Random(2024)


def primes(limit):
    sieve = bytearray([1]) * (limit + 1)
    sieve[:2] = b"\0\0"
    for value in range(2, math.isqrt(limit) + 1):
        if sieve[value]:
            sieve[value * value :: value] = bytes(len(range(value * value, limit + 1, value)))
    return [value for value, kept in enumerate(sieve) if kept]


def factors(value, known):
    found = collections.Counter()
    for prime in known:
        if prime * prime > value:
            break
        while value % prime == 0:
            found[prime] += 1
            value //= prime
    if value > 1:
        found[value] += 1
    return found


def number_theory():
    """Small, 64-bit and large ints."""
    known = primes(4000)
    totals = collections.Counter()
    for value in range(10_000_000, 10_000_000 + 120):
        totals += factors(value, known)
    state, mixed = 0x9E3779B97F4A7C15, 0
    for _ in range(1500):  # as generators of random numbers and hashes do it
        state = (state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        part = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        mixed ^= part ^ (part >> 27)
    bits = sum((mask & -mask).bit_length() * mask.bit_count() for mask in range(1, 1500))
    large = math.prod(known[:150])
    powers = [pow(prime, large, 2**127 - 1) % 1000 for prime in known[:12]]
    a, b = 0, 1
    for _ in range(400):
        a, b = b, a + b
    quotients = divmod(large, a), math.gcd(large, a), -large >> 900
    return totals.most_common(4), mixed, bits, len(str(large)), powers, quotients


def search_graph():
    """The shortest ways, layers, components and an order of a graph of a road map's size."""
    size = 260
    roads = collections.defaultdict(dict)
    for place in range(size):
        for _ in range(4):
            other = (place + source.randrange(1, 40)) % size
            roads[place][other] = roads[other][place] = source.randint(1, 50)
    distances, waiting = {0: 0}, [(0, 0)]
    while waiting:
        distance, place = heapq.heappop(waiting)
        if distance > distances[place]:
            continue
        for other, length in roads[place].items():
            if (further := distance + length) < distances.get(other, math.inf):
                distances[other] = further
                heapq.heappush(waiting, (further, other))
    seen, queue, layers = {0}, collections.deque([(0, 0)]), collections.Counter()
    while queue:
        place, layer = queue.popleft()
        layers[layer] += 1
        for other in roads[place].keys() - seen:
            seen.add(other)
            queue.append((other, layer + 1))
    parents = list(range(size))

    def root(place):
        while parents[place] != place:
            parents[place] = place = parents[parents[place]]
        return place

    tree = 0
    for length, a, b in sorted((length, a, b) for a in roads for b, length in roads[a].items() if a < b):
        if (first := root(a)) != (second := root(b)):
            parents[first] = second
            tree += length
    return sum(distances.values()), dict(layers), tree


def tables():
    """Dynamic programming and matrices, as lists of lists."""
    one = [source.choice("acgt") for _ in range(110)]
    two = [letter for letter in one if source.random() < 0.8]
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    best = [0] * 301
    for weight, value in ((source.randint(3, 60), source.randint(1, 99)) for _ in range(25)):
        for room in range(300, weight - 1, -1):
            best[room] = max(best[room], best[room - weight] + value)
    matrix = [[source.uniform(-1, 1) + 9 * (i == j) for j in range(48)] for i in range(22)]
    columns = list(zip(*matrix))
    square = [[sum(map(operator.mul, line, column)) for column in columns] for line in matrix]
    determinant = 1.0
    for pivot in range(len(matrix)):
        determinant *= matrix[pivot][pivot]
        for line in matrix[pivot + 1 :]:
            factor = line[pivot] / matrix[pivot][pivot]
            for column in range(pivot, len(line)):
                line[column] -= factor * matrix[pivot][column]
    return row[-1], best[-1], f"{determinant:.6e}", f"{sum(square[i][i] for i in range(22)):.6f}"


def collections_of_records():
    """Sorting with keys, groups, sets, slices, heaps and bisection."""
    people = [(f"n{source.randrange(500):03}", source.randint(18, 90), source.gauss(1.7, 0.1)) for _ in range(900)]
    by_age = sorted(people, key=operator.itemgetter(1, 0))
    by_age.sort(key=lambda person: (-len(person[0].strip("n0")), round(person[2], 1)), reverse=True)
    age_of = operator.itemgetter(1)
    groups = {age: [name for name, *_ in group] for age, group in itertools.groupby(sorted(people, key=age_of), age_of)}
    names, adults = {name for name, *_ in people}, {name for name, age, _ in people if age > 20 and age % 5}
    common = {int(name[1:]) for name in names & adults} - set(range(0, 500, 3))
    ages = sorted(age for _, age, _ in people)
    limits = [bisect.bisect(ages, limit) for limit in range(20, 90, 5)]
    for age in (40, 41, 42):
        bisect.insort(ages, age)
    rotated = ages[100:] + ages[:100]
    rotated[10:20] = rotated[30:10:-2]
    del rotated[::7]
    pairs = itertools.islice(itertools.combinations(sorted(names), 2), 0, 4000, 3)
    close = sum(abs(int(a[1:]) - int(b[1:])) < 9 for a, b in pairs)
    running = list(itertools.accumulate(rotated[:300], max))
    tallest = heapq.nlargest(3, people, key=operator.itemgetter(2))
    merged = list(heapq.merge(*(sorted(source.sample(range(1000), 60)) for _ in range(5))))
    inverse = collections.ChainMap({}, {name: index for index, name in enumerate(sorted(names))})
    fullest = max(groups, key=lambda age: (len(groups[age]), age))
    found = inverse["n100" if "n100" in names else min(names)], merged[100], running.index(max(running))
    return by_age[0][0], len(groups), fullest, len(common), limits[::4], close, found, [name for name, *_ in tallest]


def numbers_of_other_kinds():
    """Floats, fractions, decimals, complex numbers and what statistics makes of them."""
    values = [math.sin(k) * math.sqrt(k) + source.expovariate(0.5) for k in range(500)]
    kept = [measure(values) for measure in (statistics.fmean, statistics.pstdev, statistics.median)]
    kept += statistics.quantiles(values, n=4)
    roots = []
    for start in values[:150]:  # Newton's method
        x = abs(start) + 1
        while abs(step := (x**3 - 2 * x - 5) / (3 * x * x - 2)) > 1e-12:
            x -= step
        roots.append(x)
    harmonic = sum((fractions.Fraction(1, k) for k in range(1, 90)), fractions.Fraction(0))
    balance, interest = decimal.Decimal("1000.00"), decimal.Decimal("0.0123")
    for month in range(300):
        balance += (balance * interest).quantize(decimal.Decimal("0.01"), decimal.ROUND_HALF_EVEN)
        balance -= month % 12
    inside = 0
    for line in range(-8, 9):
        for column in range(-10, 6):
            z = 0
            c = complex(column / 5, line / 7)
            for _ in range(25):
                z = z * z + c
                if abs(z) > 2:
                    break
            else:
                inside += 1
    texts = [f"{value:.6f}" for value in kept]
    return texts, f"{statistics.mean(roots):.9f}", harmonic.numerator % 10**9, balance, inside


def main():
    crc = 0
    for turn in range(22):
        for part in (number_theory, search_graph, tables, collections_of_records, numbers_of_other_kinds):
            result = repr(part())
            crc = zlib.crc32(result.encode(), crc)
            if turn == 0:
                print(part.__name__, result[:70], len(result))
    print(crc)


if __name__ == "__main__":
    main()
