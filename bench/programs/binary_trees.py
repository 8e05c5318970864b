"""Building, walking and dropping binary trees: allocation and freeing of small objects."""


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def build(depth):
    if depth == 0:
        return Node(None, None)
    return Node(build(depth - 1), build(depth - 1))


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


def main():
    deepest = 15
    long_lived = build(deepest)
    for depth in range(4, deepest + 1, 4):
        trees = 1 << (deepest - depth + 3)
        total = sum(count(build(depth)) for _ in range(trees))
        print(trees, depth, total)
    print(count(long_lived))


if __name__ == "__main__":
    main()
