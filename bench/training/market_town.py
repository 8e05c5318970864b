"""Stands for simulations: many small objects of several classes that meet each other, events in the order of time."""

import collections
import heapq
import itertools
import math
import random
import zlib
from dataclasses import dataclass, field
from enum import Enum

SIZE = 24


class Good(Enum):
    BREAD = 2
    WOOL = 5
    IRON = 9

    def __lt__(self, other):
        return self.value < other.value


class Place:
    """A point of the town, on a torus."""

    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x % SIZE, y % SIZE

    def __add__(self, step):
        return Place(self.x + step[0], self.y + step[1])

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def to(self, other):
        across, down = abs(self.x - other.x), abs(self.y - other.y)
        return math.hypot(min(across, SIZE - across), min(down, SIZE - down))


@dataclass(order=True)
class Event:
    time: float
    number: int
    actor: "Person" = field(compare=False)
    action: str = field(compare=False)


class Person:
    """Walks, hungers, trades with whom it meets."""

    serial = itertools.count()

    def __init__(self, town, place):
        self.name = f"{type(self).__name__[0]}{next(Person.serial)}"
        self.town, self.place = town, place
        self.money, self.hunger = 40.0, 0
        self.goods = collections.Counter()
        self.met = collections.deque(maxlen=5)

    @property
    def wealth(self):
        return self.money + sum(good.value * count for good, count in self.goods.items())

    def act(self, action):
        delay = getattr(self, "do_" + action)()
        if delay is not None:
            self.town.later(delay, self, self.decide())

    def decide(self):
        if self.hunger > 6 and self.goods[Good.BREAD]:
            return "eat"
        return "trade" if self.town.near(self) else "walk"

    def do_eat(self):
        self.goods[Good.BREAD] -= 1
        self.hunger = 0
        return 0.5

    def do_walk(self):
        self.town.move(self, self.place + self.town.chance.choice(((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1))))
        self.hunger += 1
        if self.hunger > 30:
            self.town.leave(self)
            return None
        return 1.0 + self.hunger / 40

    def do_trade(self):
        for other in self.town.near(self):
            if other.name in self.met:
                continue
            self.met.append(other.name)
            for good in sorted(other.goods.keys() & self.wishes()):
                price = other.price(good)
                if other.goods[good] > 0 and self.money >= price:
                    other.sell(good, self, price)
        return self.do_walk()

    def wishes(self):
        return {Good.BREAD, Good.WOOL} if self.money > 10 else {Good.BREAD}

    def price(self, good):
        return good.value * (1.5 if self.goods[good] < 3 else 0.8)

    def sell(self, good, buyer, price):
        self.goods[good] -= 1
        buyer.goods[good] += 1
        self.money += price
        buyer.money -= price
        self.town.ledger.append((self.name, buyer.name, good.name, price))


class Baker(Person):
    def do_walk(self):
        if self.goods[Good.BREAD] < 8:
            self.goods.update({Good.BREAD: 3})
            return 1.5
        return super().do_walk()

    def price(self, good):
        return max(super().price(good) - 0.25, 1)


class Smith(Person):
    def wishes(self):
        return super().wishes() | {Good.IRON}

    def decide(self):
        if self.goods[Good.IRON] >= 2:
            return "forge"
        return super().decide()

    def do_forge(self):
        self.goods[Good.IRON] -= 2
        self.money += 25
        return 2.0


class Pedlar(Person):
    def __init__(self, town, place):
        super().__init__(town, place)
        self.goods += collections.Counter({Good.WOOL: 6, Good.IRON: 6})
        self.home = place

    def do_walk(self):
        if self.place.to(self.home) > 9:
            self.town.move(self, self.home)
            self.goods[Good.IRON] += 2
            self.goods[Good.BREAD] += 1
        return super().do_walk()


class Town:
    def __init__(self, seed, people):
        self.chance = random.Random(seed)
        self.time, self.count = 0.0, itertools.count()
        self.events, self.ledger, self.gone = [], [], []
        self.fields = collections.defaultdict(list)
        for index in range(people):
            kind = (Baker, Person, Smith, Pedlar)[index % 4]
            person = kind(self, Place(self.chance.randrange(SIZE), self.chance.randrange(SIZE)))
            self.fields[person.place].append(person)
            self.later(self.chance.random(), person, "walk")

    def later(self, delay, actor, action):
        heapq.heappush(self.events, Event(self.time + delay, next(self.count), actor, action))

    def near(self, person):
        return [other for other in self.fields[person.place] if other is not person]

    def move(self, person, place):
        self.fields[person.place].remove(person)
        person.place = place
        self.fields[place].append(person)

    def leave(self, person):
        self.fields[person.place].remove(person)
        self.gone.append((round(self.time, 2), person.name))

    def run(self, until):
        while self.events and self.events[0].time < until:
            event = heapq.heappop(self.events)
            self.time = event.time
            event.actor.act(event.action)

    def report(self):
        people = [person for there in self.fields.values() for person in there]
        turnover = collections.Counter()
        for _, _, good, price in self.ledger:
            turnover[good] += price
        richest = sorted(people, key=lambda person: (-person.wealth, person.name))[:3]
        kinds = collections.Counter(type(person).__name__ for person in people)
        yield f"{len(people)} there, {len(self.gone)} gone, {len(self.ledger)} sales, {next(self.count)} events"
        yield ", ".join(f"{name} {total:.2f}" for name, total in sorted(turnover.items()))
        yield " ".join(f"{person.name}={person.wealth:.2f}" for person in richest)
        yield " ".join(f"{kind}:{count}" for kind, count in kinds.most_common())


def main():
    crc = 0
    for seed in range(7):
        town = Town(seed, 160)
        for hour in range(1, 7):
            town.run(hour * 10)
        lines = list(town.report())
        crc = zlib.crc32(repr((lines, town.gone, town.ledger[-50:])).encode(), crc)
    print(*lines, crc, sep="\n")


if __name__ == "__main__":
    main()
