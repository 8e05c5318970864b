"""Dictionaries: counting, grouping, graphs, memo tables, tuple and string keys, merging, deleting."""


def collatz_lengths(limit):
    known = {1: 1}
    for start in range(2, limit):
        n = start
        path = []
        while n not in known:
            path.append(n)
            n = n * 3 + 1 if n & 1 else n >> 1
        length = known[n]
        for n in reversed(path):
            length += 1
            known[n] = length
    return max(range(1, limit), key=known.get), len(known)


def grid_distances(size):
    walls = {(x, y): True for x in range(size) for y in range(size) if (x * 7 + y * 13) % 5 == 0 and (x, y) != (0, 0)}
    distance = {(0, 0): 0}
    frontier = [(0, 0)]
    while frontier:
        following = []
        for x, y in frontier:
            for cell in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
                if 0 <= cell[0] < size and 0 <= cell[1] < size and cell not in distance and cell not in walls:
                    distance[cell] = distance[x, y] + 1
                    following.append(cell)
        frontier = following
    return len(distance), max(distance.values())


def group_and_merge(count):
    groups = {}
    for i in range(count):
        groups.setdefault(f"key{i % 997}", []).append(i)
    totals = {key: sum(values) for key, values in groups.items()}
    merged = {**totals, **{f"key{i}": 0 for i in range(0, 997, 2)}}
    for i in range(0, 997, 3):
        merged.pop(f"key{i}", None)
    return len(merged), sum(merged.values())


def main():
    print(collatz_lengths(200_000), grid_distances(350), group_and_merge(800_000))


if __name__ == "__main__":
    main()
