"""Simulates a packet network: hosts and routers as generator processes, lossy queues, retransmission."""

from __future__ import annotations

import heapq
import math
import random
import zlib
from abc import ABC, abstractmethod
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import count
from typing import Any, Callable

Process = Generator["Event", Any, Any]


class Interrupted(Exception):
    """Thrown into a process that waits for something that no longer matters."""


class Event:
    """Something that happens once; processes that wait for it go on with its value."""

    __slots__ = ("world", "callbacks", "value", "done")

    def __init__(self, world: World) -> None:
        self.world = world
        self.callbacks: list[Callable[[Event], None]] = []
        self.value: Any = None
        self.done = False

    def succeed(self, value: Any = None, delay: int = 0) -> Event:
        self.value = value
        self.world.schedule(self, delay)
        return self

    def fire(self) -> None:
        if self.done:
            return
        self.done = True
        callbacks, self.callbacks = self.callbacks, []
        for callback in callbacks:
            callback(self)

    def __or__(self, other: Event) -> Event:
        first = Event(self.world)
        for event in (self, other):
            event.callbacks.append(lambda event: first.done or first.callbacks and first.succeed(event))
        return first


class Task(Event):
    """A running process; the event is its end."""

    __slots__ = ("body", "waiting")

    def __init__(self, world: World, body: Process) -> None:
        super().__init__(world)
        self.body = body
        self.waiting: Event | None = Event(world).succeed()
        self.waiting.callbacks.append(self.resume)

    def resume(self, event: Event) -> None:
        if event is self.waiting:
            self._step(self.body.send, event.value)

    def interrupt(self, reason: str) -> None:
        if not self.done:
            self.waiting = None
            self._step(self.body.throw, Interrupted(reason))

    def _step(self, move: Callable[[Any], Event], argument: Any) -> None:
        try:
            self.waiting = move(argument)
        except StopIteration as stop:
            self.succeed(stop.value)
        except Interrupted as error:
            self.succeed(error)
        else:
            if self.waiting.done:
                self._step(self.body.send, self.waiting.value)
            else:
                self.waiting.callbacks.append(self.resume)


class World:
    def __init__(self, seed: int) -> None:
        self.now = 0
        self.random = random.Random(seed)
        self._agenda: list[tuple[int, int, Event]] = []
        self._ticket = count()
        self.log: list[str] = []

    def schedule(self, event: Event, delay: int) -> None:
        heapq.heappush(self._agenda, (self.now + delay, next(self._ticket), event))

    def sleep(self, delay: int) -> Event:
        return Event(self).succeed(delay=delay)

    def start(self, body: Process) -> Task:
        return Task(self, body)

    def run(self, until: int) -> None:
        while self._agenda and self._agenda[0][0] <= until:
            self.now, _, event = heapq.heappop(self._agenda)
            event.fire()

    def note(self, text: str) -> None:
        self.log.append(f"{self.now:7} {text}")


class Kind(Enum):
    DATA = auto()
    ACK = auto()


@dataclass(slots=True)
class Packet:
    kind: Kind
    source: str
    target: str
    number: int
    size: int
    born: int
    hops: list[str] = field(default_factory=list)


class Mailbox:
    """A bounded queue; what does not fit is lost."""

    def __init__(self, world: World, capacity: float = math.inf) -> None:
        self.world = world
        self.capacity = capacity
        self.items: deque[Packet] = deque()
        self.readers: deque[Event] = deque()
        self.lost = 0

    def put(self, packet: Packet) -> bool:
        if self.readers:
            self.readers.popleft().succeed(packet)
        elif len(self.items) < self.capacity:
            self.items.append(packet)
        else:
            self.lost += 1
            return False
        return True

    def get(self) -> Event:
        event = Event(self.world)
        if self.items:
            event.succeed(self.items.popleft())
        else:
            self.readers.append(event)
        return event

    def __len__(self) -> int:
        return len(self.items)


class Node(ABC):
    def __init__(self, network: Network, name: str) -> None:
        self.network, self.name = network, name
        self.world = network.world
        self.links: dict[str, Link] = {}
        self.inbox = Mailbox(self.world)
        self.task = self.world.start(self.receive())

    def receive(self) -> Process:
        while True:
            packet = yield self.inbox.get()
            packet.hops.append(self.name)
            yield from self.handle(packet)

    @abstractmethod
    def handle(self, packet: Packet) -> Process: ...

    def send(self, packet: Packet) -> None:
        self.links[self.network.next_hop(self.name, packet.target)].queue.put(packet)


class Router(Node):
    def handle(self, packet: Packet) -> Process:
        yield self.world.sleep(2)
        if len(packet.hops) > 12:
            self.world.note(f"{self.name} drops a lost packet of {packet.source}")
        else:
            self.send(packet)


class Host(Node):
    def __init__(self, network: Network, name: str) -> None:
        super().__init__(network, name)
        self.waiting: dict[int, Event] = {}
        self.seen: set[tuple[str, int]] = set()
        self.statistics: Counter[str] = Counter()
        self.times: list[int] = []

    def handle(self, packet: Packet) -> Process:
        if packet.kind is Kind.ACK:
            if (event := self.waiting.pop(packet.number, None)) is not None:
                event.succeed(packet)
            return
        key = packet.source, packet.number
        self.statistics["again" if key in self.seen else "received"] += 1
        self.seen.add(key)
        yield self.world.sleep(1)
        self.send(Packet(Kind.ACK, self.name, packet.source, packet.number, 40, packet.born))

    def transmit(self, target: str, number: int, size: int, tries: int = 5) -> Process:
        timeout = 400
        for attempt in range(tries):
            answer = self.waiting[number] = Event(self.world)
            self.send(Packet(Kind.DATA, self.name, target, number, size, self.world.now))
            event = yield answer | self.world.sleep(timeout)
            if event is answer:
                self.times.append(self.world.now - event.value.born)
                return attempt
            self.statistics["timeout"] += 1
            timeout *= 2
        raise ConnectionError(f"{self.name} cannot reach {target}")

    def traffic(self, targets: list[str], amount: int) -> Process:
        for number in range(amount):
            target = self.world.random.choice(targets)
            yield self.world.sleep(self.world.random.randrange(20, 120))
            try:
                attempts = yield from self.transmit(target, number, self.world.random.randrange(100, 1500))
            except ConnectionError as error:
                self.statistics["failed"] += 1
                self.world.note(str(error))
            except Interrupted as reason:
                self.world.note(f"{self.name} stops: {reason}")
                return number
            else:
                self.statistics[f"attempts {attempts + 1}"] += 1
        return amount


class Link:
    def __init__(self, world: World, target: Node, speed: int, delay: int, loss: float) -> None:
        self.world, self.target = world, target
        self.speed, self.delay, self.loss = speed, delay, loss
        self.queue = Mailbox(world, capacity=6)
        self.busy = 0
        world.start(self.pump())

    def pump(self) -> Process:
        while True:
            packet = yield self.queue.get()
            duration = 1 + packet.size // self.speed
            self.busy += duration
            yield self.world.sleep(duration)
            if self.world.random.random() >= self.loss:
                arrival = Event(self.world)
                arrival.callbacks.append(lambda event: self.target.inbox.put(event.value))
                arrival.succeed(packet, self.delay)


class Network:
    def __init__(self, world: World) -> None:
        self.world = world
        self.nodes: dict[str, Node] = {}
        self._routes: dict[str, dict[str, str]] = {}

    def add(self, kind: type[Node], *names: str) -> None:
        self.nodes.update((name, kind(self, name)) for name in names)

    def connect(self, one: str, other: str, *, speed: int = 20, delay: int = 5, loss: float = 0.0) -> None:
        for start, end in ((one, other), (other, one)):
            self.nodes[start].links[end] = Link(self.world, self.nodes[end], speed, delay, loss)
        self._routes.clear()

    def cut(self, one: str, other: str) -> None:
        del self.nodes[one].links[other], self.nodes[other].links[one]
        self._routes.clear()

    def next_hop(self, start: str, target: str) -> str:
        if start not in self._routes:
            self._routes[start] = dict(self._shortest(start))
        return self._routes[start][target]

    def _shortest(self, start: str) -> Iterator[tuple[str, str]]:
        queue = [(0, start, "")]
        done: set[str] = set()
        while queue:
            cost, name, first = heapq.heappop(queue)
            if name in done:
                continue
            done.add(name)
            yield name, first
            for neighbour, link in self.nodes[name].links.items():
                heapq.heappush(queue, (cost + link.delay, neighbour, first or neighbour))

    def hosts(self) -> Iterable[Host]:
        return (node for node in self.nodes.values() if isinstance(node, Host))


def build(world: World) -> Network:
    network = Network(world)
    network.add(Router, *(f"r{number}" for number in range(6)))
    network.add(Host, *(f"h{number}" for number in range(9)))
    for number in range(6):
        network.connect(f"r{number}", f"r{(number + 1) % 6}", delay=4 + number, loss=0.01 * number)
    network.connect("r0", "r3", speed=8, delay=3, loss=0.05)
    for number in range(9):
        network.connect(f"h{number}", f"r{number % 6}", speed=50, delay=1)
    return network


def breakdown(network: Network, victim: Task) -> Process:
    yield network.world.sleep(30_000)
    network.cut("r0", "r3")
    network.world.note("the short cut is gone")
    yield network.world.sleep(12_500)
    victim.interrupt("maintenance")


def main() -> None:
    world = World(seed=2)
    network = build(world)
    hosts = list(network.hosts())
    names = [host.name for host in hosts]
    tasks = [world.start(host.traffic([name for name in names if name != host.name], 850)) for host in hosts]
    world.start(breakdown(network, tasks[4]))
    world.run(until=400_000)
    for host, task in zip(hosts, tasks):
        times = sorted(host.times)
        statistics = ", ".join(f"{key} {value}" for key, value in sorted(host.statistics.items()))
        world.note(f"{host.name} sent {task.value}: median {times[len(times) // 2]}, worst {times[-1]}; {statistics}")
    links = [(start, end, link) for start, node in network.nodes.items() for end, link in node.links.items()]
    for start, end, link in sorted(links, key=lambda item: -item[2].busy)[:3]:
        world.note(f"{start}-{end} busy {link.busy / world.now:.1%}, lost {link.queue.lost}")
    print(*world.log[-14:], sep="\n")
    print(f"checksum {zlib.crc32(repr((world.log, [host.times for host in hosts])).encode()):08x}")


if __name__ == "__main__":
    main()
