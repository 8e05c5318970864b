"""Sets: building, algebra, membership, closures of relations, frozen sets as keys."""


def multiples(step, limit):
    return {n for n in range(0, limit, step)}


def reachable(edges, start):
    seen = {start}
    todo = [start]
    while todo:
        for node in edges[todo.pop()]:
            if node not in seen:
                seen.add(node)
                todo.append(node)
    return seen


def subsets(items):
    found = {frozenset()}
    for item in items:
        found |= {s | {item} for s in found}
    return found


def shared_letters(words):
    pairs = 0
    letters = [set(w) for w in words]
    for i, a in enumerate(letters):
        for b in letters[:i]:
            if len(a & b) >= 3 and not a <= b:
                pairs += 1
    return pairs


def main():
    limit = 1_000_000
    three, five, seven = (multiples(k, limit) for k in (3, 5, 7))
    print(len(three | five), len(three & five & seven), len(three - five - seven), len(three ^ seven), sum((five & seven) - three))
    edges = {n: {n * 2 % 60013, (n + 17) % 60013, n // 3} for n in range(60013)}
    words = [str(n * n * 7919) for n in range(500)]
    unseen = sum(1 for n in range(limit) if n not in three and n not in five)
    print(len(reachable(edges, 1)), len(subsets(range(15))), shared_letters(words), unseen, sum(len(s) for s in subsets("abcdefghij")))


if __name__ == "__main__":
    main()
