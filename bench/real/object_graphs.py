"""Graph algorithms over objects with one visitor-friendly model: shortest paths, components, spanning trees, flow, matching, colouring, ranks."""

from __future__ import annotations

import hashlib
import heapq
import itertools
import math
import random
from abc import ABC, abstractmethod
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, total_ordering
from typing import Any, Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)


class GraphError(Exception):
    pass


class NoPath(GraphError):
    def __init__(self, start: Node, goal: Node) -> None:
        super().__init__(f"no path from {start} to {goal}")


@total_ordering
class Node:
    """A place with edges; nodes are ordered and hashed by name."""

    __slots__ = ("name", "x", "y", "edges", "_hash")

    def __init__(self, name: str, x: float = 0.0, y: float = 0.0) -> None:
        self.name, self.x, self.y = name, x, y
        self.edges: list[Edge] = []
        self._hash = hash(name)

    def __repr__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and self.name == other.name

    def __lt__(self, other: Node) -> bool:
        return self.name < other.name

    def __hash__(self) -> int:
        return self._hash

    def __iter__(self) -> Iterator[Edge]:
        return iter(self.edges)

    def distance(self, other: Node) -> float:
        return math.hypot(self.x - other.x, self.y - other.y)


@dataclass(slots=True, eq=False)
class Edge:
    source: Node
    target: Node
    weight: int = 1
    flow: int = 0
    back: Edge | None = field(default=None, repr=False)

    @property
    def residual(self) -> int:
        return self.weight - self.flow

    def push(self, amount: int) -> None:
        self.flow += amount
        self.back.flow -= amount


class Path(NamedTuple):
    cost: float
    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return f"{self.cost:.0f}:{'-'.join(node.name for node in self.nodes)}"


class Graph:
    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}

    def __len__(self) -> int:
        return len(self.nodes)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes.values())

    def __getitem__(self, name: str) -> Node:
        try:
            return self.nodes[name]
        except KeyError:
            raise GraphError(f"no node {name}") from None

    def node(self, name: str, **place: float) -> Node:
        if name not in self.nodes:
            self.nodes[name] = Node(name, **place)
        return self.nodes[name]

    def connect(self, source: str, target: str, weight: int = 1, *, both: bool = False) -> None:
        edge = Edge(self.node(source), self.node(target), weight)
        edge.source.edges.append(edge)
        if both:
            self.connect(target, source, weight)

    @property
    def edges(self) -> Iterator[Edge]:
        return itertools.chain.from_iterable(self)

    def reversed(self) -> Graph:
        result = Graph()
        for node in self:
            result.node(node.name, x=node.x, y=node.y)
        for edge in self.edges:
            result.connect(edge.target.name, edge.source.name, edge.weight)
        return result


class Search(ABC):
    """Best-first search; a subclass says what a node is estimated to cost beyond the way to it."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.expanded = graph, 0

    @abstractmethod
    def estimate(self, node: Node, goal: Node) -> float: ...

    def find(self, start: Node, goal: Node) -> Path:
        tie = itertools.count()
        waiting: list[tuple[float, int, Node, Node | None]] = [(0, next(tie), start, None)]
        cost, parents = {start: 0.0}, {}
        while waiting:
            _, _, node, parent = heapq.heappop(waiting)
            if node in parents:
                continue
            parents[node] = parent
            self.expanded += 1
            if node is goal:
                return Path(cost[goal], tuple(reversed(list(self.trace(goal, parents)))))
            for edge in node:
                total = cost[node] + edge.weight
                if total < cost.get(edge.target, math.inf):
                    cost[edge.target] = total
                    heapq.heappush(waiting, (total + self.estimate(edge.target, goal), next(tie), edge.target, node))
        raise NoPath(start, goal)

    @staticmethod
    def trace(node: Node | None, parents: dict[Node, Node | None]) -> Iterator[Node]:
        while node is not None:
            yield node
            node = parents[node]


class Dijkstra(Search):
    def estimate(self, node: Node, goal: Node) -> float:
        return 0


class AStar(Search):
    def estimate(self, node: Node, goal: Node) -> float:
        return node.distance(goal)


class Components:
    """Strongly connected components by Tarjan's algorithm, without recursion."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.found = graph, []
        self.index: dict[Node, int] = {}
        self.low: dict[Node, int] = {}
        self.stack: dict[Node, None] = {}
        for node in graph:
            if node not in self.index:
                self._visit(node)

    def _enter(self, node: Node) -> tuple[Node, Iterator[Edge]]:
        self.index[node] = self.low[node] = len(self.index)
        self.stack[node] = None
        return node, iter(node)

    def _visit(self, root: Node) -> None:
        work = [self._enter(root)]
        while work:
            node, edges = work[-1]
            for edge in edges:
                if edge.target not in self.index:
                    work.append(self._enter(edge.target))
                    break
                if edge.target in self.stack:
                    self.low[node] = min(self.low[node], self.index[edge.target])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    self.low[parent] = min(self.low[parent], self.low[node])
                if self.low[node] == self.index[node]:
                    self.found.append(self._leave(node))

    def _leave(self, root: Node) -> frozenset[Node]:
        members = []
        while not members or members[-1] is not root:
            members.append(self.stack.popitem()[0])
        return frozenset(members)

    @cached_property
    def condensed(self) -> Graph:
        owner = {node: f"c{n}" for n, members in enumerate(self.found) for node in members}
        result, pairs = Graph(), {(owner[edge.source], owner[edge.target]) for edge in self.graph.edges}
        for name in sorted(set(owner.values())):
            result.node(name)
        for source, target in sorted(pairs):
            if source != target:
                result.connect(source, target)
        return result


def topological(graph: Graph) -> Iterator[Node]:
    waiting = Counter(edge.target for edge in graph.edges)
    ready = [node for node in graph if not waiting[node]]
    heapq.heapify(ready)
    while ready:
        node = heapq.heappop(ready)
        yield node
        for edge in node:
            waiting[edge.target] -= 1
            if not waiting[edge.target]:
                heapq.heappush(ready, edge.target)
    if +waiting:
        raise GraphError("the graph has a cycle")


class Partition(Generic[K]):
    """Disjoint sets with path halving and union by size."""

    def __init__(self, items: Iterable[K]) -> None:
        self.parent = {item: item for item in items}
        self.size = Counter(self.parent.keys())

    def __getitem__(self, item: K) -> K:
        parent = self.parent
        while parent[item] != item:
            parent[item] = item = parent[parent[item]]
        return item

    def join(self, a: K, b: K) -> bool:
        a, b = self[a], self[b]
        if a == b:
            return False
        if self.size[a] < self.size[b]:
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        return True


def spanning_tree(graph: Graph) -> list[Edge]:
    partition = Partition(graph)
    return [edge for edge in sorted(graph.edges, key=lambda e: (e.weight, e.source, e.target)) if partition.join(edge.source, edge.target)]


class FlowNetwork:
    """Maximal flow by Dinic's algorithm on residual edges."""

    def __init__(self, graph: Graph, source: str, sink: str) -> None:
        self.source, self.sink = graph[source], graph[sink]
        self.residual: defaultdict[Node, list[Edge]] = defaultdict(list)
        for edge in graph.edges:
            edge.back = Edge(edge.target, edge.source, 0, 0, edge)
            edge.flow = 0
            self.residual[edge.source].append(edge)
            self.residual[edge.target].append(edge.back)

    def levels(self) -> dict[Node, int]:
        levels, waiting = {self.source: 0}, deque([self.source])
        while waiting:
            node = waiting.popleft()
            for edge in self.residual[node]:
                if edge.residual > 0 and edge.target not in levels:
                    levels[edge.target] = levels[node] + 1
                    waiting.append(edge.target)
        return levels

    def augment(self, node: Node, limit: int, levels: dict[Node, int], open_edges: dict[Node, Iterator[Edge]]) -> int:
        if node is self.sink:
            return limit
        for edge in open_edges.setdefault(node, iter(self.residual[node])):
            if edge.residual > 0 and levels.get(edge.target) == levels[node] + 1:
                pushed = self.augment(edge.target, min(limit, edge.residual), levels, open_edges)
                if pushed:
                    edge.push(pushed)
                    return pushed
        return 0

    def run(self) -> int:
        total = 0
        while self.sink in (levels := self.levels()):
            open_edges: dict[Node, Iterator[Edge]] = {}
            while pushed := self.augment(self.source, 10**9, levels, open_edges):
                total += pushed
        return total

    def cut(self) -> list[Edge]:
        reached = self.levels()
        return [edge for node in reached for edge in self.residual[node] if edge.weight and edge.target not in reached]


def match(wishes: dict[str, list[str]]) -> dict[str, str]:
    """A largest matching: who gets which of the things they wish for."""
    owner: dict[str, str] = {}

    def give(person: str, seen: set[str]) -> bool:
        for thing in wishes[person]:
            if thing not in seen:
                seen.add(thing)
                if thing not in owner or give(owner[thing], seen):
                    owner[thing] = person
                    return True
        return False

    for person in wishes:
        give(person, set())
    return dict(sorted((person, thing) for thing, person in owner.items()))


def colour(graph: Graph, order: Callable[[Node], Any]) -> dict[Node, int]:
    colours: dict[Node, int] = {}
    for node in sorted(graph, key=order):
        used = {colours.get(edge.target) for edge in node}
        colours[node] = next(c for c in itertools.count() if c not in used)
    return colours


def ranks(graph: Graph, rounds: int, damping: float = 0.85) -> list[tuple[Node, float]]:
    rank = dict.fromkeys(graph, 1 / len(graph))
    for _ in range(rounds):
        following = dict.fromkeys(graph, (1 - damping) / len(graph))
        for node, value in rank.items():
            for edge in node:
                following[edge.target] += damping * value / len(node.edges)
        rank = following
    return sorted(rank.items(), key=lambda item: (-round(item[1], 9), item[0]))


def city(rng: random.Random, size: int) -> Graph:
    graph = Graph()
    for x, y in itertools.product(range(size), repeat=2):
        graph.node(f"n{x:02d}{y:02d}", x=x, y=y)
    for x, y in itertools.product(range(size), repeat=2):
        for dx, dy in ((1, 0), (0, 1)):
            if x + dx < size and y + dy < size and rng.random() < 0.9:
                graph.connect(f"n{x:02d}{y:02d}", f"n{x + dx:02d}{y + dy:02d}", rng.randint(1, 9), both=rng.random() < 0.5)
    return graph


def main() -> None:
    digest, facts = hashlib.sha256(), Counter[str]()
    for seed in range(17):
        rng = random.Random(seed)
        graph = city(rng, 18)
        nodes = sorted(graph)
        exact, guided = Dijkstra(graph), AStar(graph)
        for _ in range(12):
            start, goal = rng.sample(nodes, 2)
            try:
                path = exact.find(start, goal)
                assert guided.find(start, goal).cost == path.cost
                digest.update(str(path).encode())
            except NoPath as error:
                facts["no path"] += 1
                digest.update(str(error).encode())
        facts["expanded"] += exact.expanded
        facts["expanded with a guess"] += guided.expanded
        components = Components(graph)
        order = list(topological(components.condensed))
        assert len(Components(graph.reversed()).found) == len(order)
        facts["components"] += len(order)
        tree = spanning_tree(graph)
        network = FlowNetwork(graph, "n0000", "n1717")
        flow, cut = network.run(), network.cut()
        assert flow == sum(edge.weight for edge in cut)
        facts["flow"] += flow
        wishes = {f"p{n}": [f"t{rng.randrange(150)}" for _ in range(3)] for n in range(150)}
        matched = match(wishes)
        facts["matched"] += len(matched)
        colours = colour(graph, lambda node: (-len(node.edges), node))
        best = ranks(graph, 20)[:5]
        digest.update(
            repr(
                (
                    order, sum(e.weight for e in tree), sorted(str(e.source) for e in cut), matched, sorted(colours.items()),
                    [(n, f"{r:.6f}") for n, r in best],
                )
            ).encode()
        )
    print(", ".join(f"{name} {count}" for name, count in sorted(facts.items())))
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
