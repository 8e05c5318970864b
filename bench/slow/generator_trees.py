"""Generators that walk trees and make permutations, each by generators of its own kind."""


class Node:
    __slots__ = ("left", "value", "right")

    def __init__(self, left, value, right):
        self.left, self.value, self.right = left, value, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def tree(depth, value=0):
    return Node(tree(depth - 1, 2 * value), value, tree(depth - 1, 2 * value + 1)) if depth else Node(None, value, None)


def permutations(items):
    if not items:
        yield ()
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield (item, *rest)


root = tree(13)
print(sum(sum(root) for _ in range(8)))
print(sum(p[0] for p in permutations(tuple(range(8)))))
