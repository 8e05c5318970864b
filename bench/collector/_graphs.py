"""Graphs of live objects, each made of about `n` objects that CPython's collector tracks, too."""


class Node:
    def __init__(self, left, right, value):
        self.left = left
        self.right = right
        self.value = value


class Account:
    def __init__(self, number):
        self.number = number
        self.owner = f"owner {number}"
        self.history = [(number, "opened"), (number + 1, self)]
        self.limits = {"day": number % 700, "name": self.owner}


def lists(n):
    """Lists in one list, in order of creation."""
    return [[i] for i in range(n)]


def chain(n):
    """Lists of which each holds the one before."""
    last = None
    for i in range(n):
        last = [last, i]
    return last


def trees(n):
    """Instances as binary trees of 1,023 nodes."""
    def tree(depth):
        if depth == 0:
            return Node(None, None, depth)
        return Node(tree(depth - 1), tree(depth - 1), depth)
    return [tree(9) for _ in range(n // 1023)]


def rows(n):
    """Lists of dicts, as JSON gives them."""
    return [{"id": i, "name": f"name {i}", "tags": ["a", "b"]} for i in range(n // 2)]


def records(n):
    """Instances with attributes of several kinds, cyclic."""
    return [Account(i) for i in range(n // 4)]


def scattered(n):
    """Instances that hold two others at random: no order that memory could follow."""
    state = 12345
    nodes = [Node(None, None, i) for i in range(n)]
    for node in nodes:
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        node.left = nodes[state % n]
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        node.right = nodes[state % n]
    return nodes


GRAPHS = {f.__name__: f for f in (lists, chain, trees, rows, records, scattered)}
