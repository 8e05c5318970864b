"""A text adventure: rooms and things from a description, a parser of commands, state machines, rules as decorators, saved games, scripted players."""

from __future__ import annotations

import copy
import enum
import hashlib
import random
import re
import textwrap
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar


class GameOver(Exception):
    def __init__(self, won: bool, text: str) -> None:
        super().__init__(text)
        self.won = won


class Refused(Exception):
    """A command that the world does not allow; the text is the answer."""


class Direction(enum.Enum):
    NORTH = (0, -1)
    SOUTH = (0, 1)
    EAST = (1, 0)
    WEST = (-1, 0)

    @property
    def opposite(self) -> Direction:
        return Direction((-self.value[0], -self.value[1]))

    @classmethod
    def _missing_(cls, value: object) -> Direction | None:
        if isinstance(value, str):
            return next((d for d in cls if d.name.lower().startswith(value.lower())), None)
        return None


class Traits(enum.Flag):
    NONE = 0
    PORTABLE = enum.auto()
    EDIBLE = enum.auto()
    LIGHT = enum.auto()
    WEAPON = enum.auto()
    TREASURE = enum.auto()
    OPEN = enum.auto()


@dataclass(eq=False)
class Thing:
    name: str
    text: str = ""
    traits: Traits = Traits.NONE
    weight: int = 1
    inside: list[Thing] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{'an' if self.name[0] in 'aeiou' else 'a'} {self.name}"

    def contents(self) -> Iterator[Thing]:
        yield self
        if Traits.OPEN in self.traits:
            for thing in self.inside:
                yield from thing.contents()


@dataclass(eq=False)
class Exit:
    target: Room
    key: str | None = None

    @property
    def locked(self) -> bool:
        return self.key is not None


@dataclass(eq=False)
class Room:
    name: str
    text: str
    dark: bool = False
    exits: dict[Direction, Exit] = field(default_factory=dict, repr=False)
    things: list[Thing] = field(default_factory=list)
    visits: int = 0


class Machine:
    """A state machine: transitions are methods marked with the state that they leave."""

    state: str = ""
    table: ClassVar[dict[str, list[Callable[..., str | None]]]] = {}

    def __init_subclass__(cls) -> None:
        cls.table = {}
        for base in reversed(cls.__mro__):
            for function in vars(base).values():
                for state in getattr(function, "leaves", ()):
                    cls.table.setdefault(state, []).append(function)

    def step(self, world: World) -> None:
        for transition in self.table.get(self.state, ()):
            following = transition(self, world)
            if following is not None:
                self.state = following
                return


def leaves(*states: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def mark(function: Callable[..., Any]) -> Callable[..., Any]:
        function.leaves = states  # type: ignore[attr-defined]
        return function

    return mark


@dataclass(eq=False)
class Creature(Machine):
    name: str
    room: Room
    state: str = "asleep"
    health: int = 6

    @leaves("awake", "hunting")
    def die(self, world: World) -> str | None:
        if self.health > 0:
            return None
        world.say(f"The {self.name} vanishes in smoke.")
        self.room.things.append(Thing("tooth", "It is sharp.", Traits.PORTABLE | Traits.TREASURE))
        return "dead"


class Troll(Creature):
    @leaves("asleep")
    def wake(self, world: World) -> str | None:
        return "awake" if self.room is world.room and world.turn % 3 == 0 else None

    @leaves("awake")
    def grumble(self, world: World) -> str:
        if self.room is world.room:
            world.say(f"The {self.name} looks at you.")
            return "hunting"
        return "asleep"

    @leaves("hunting")
    def hunt(self, world: World) -> str | None:
        if self.room is world.room:
            world.hurt(world.rng.randrange(3), f"The {self.name} hits you.")
        elif path := world.path(self.room, world.room, locked=False):
            self.room = self.room.exits[path[0]].target
        else:
            return "asleep"
        return None


class Bat(Creature):
    @leaves("asleep", "awake", "hunting")
    def flutter(self, world: World) -> str | None:
        options = [e.target for e in self.room.exits.values() if not e.locked]
        if options:
            self.room = world.rng.choice(options)
        if self.room is world.room and (loot := world.carried_with(Traits.TREASURE)) and world.rng.random() < 0.3:
            world.carried.remove(loot)
            self.room = world.rng.choice(world.rooms)
            self.room.things.append(loot)
            world.say(f"A {self.name} takes your {loot.name}!")
        return None


# ---- the parser

VERBS: dict[str, tuple[re.Pattern[str], Callable[..., None]]] = {}
SYNONYMS = {"get": "take", "grab": "take", "hit": "attack", "i": "inventory", "l": "look", "walk": "go", "unlock": "open", "examine": "look"}


def verb(pattern: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The words after the verb: <name> is a group of words."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        expression = re.sub(r"(?<!P)<(\w+)>", r"(?P<\1>[a-z ]+?)", pattern)
        VERBS[function.__name__.removeprefix("do_")] = (re.compile(expression + r"\s*$"), function)
        return function

    return register


class World:
    CAPACITY = 9

    def __init__(self, seed: int, width: int = 5, height: int = 4) -> None:
        self.rng = random.Random(seed)
        self.turn = self.score = 0
        self.health = 20
        self.carried: list[Thing] = []
        self.rooms = self.build(width, height)
        self.room = self.rooms[0]
        self.creatures: list[Creature] = [
            Troll("troll", self.rng.choice(self.rooms[3:])), Troll("ogre", self.rooms[-1]), Bat("bat", self.rooms[5]),
        ]
        self.transcript: list[str] = []

    def build(self, width: int, height: int) -> list[Room]:
        adjectives, nouns = ["damp", "long", "silent", "round"], ["cave", "hall", "cellar", "stair", "shaft"]
        rooms = {
            (x, y): Room(
                f"{adjectives[y % 4]} {nouns[x % 5]}", f"Walls of stone, {x + y} steps wide.", (x + y) % 3 == 2,
            ) for x in range(width) for y in range(height)
        }
        for (x, y), room in rooms.items():
            for direction in (Direction.EAST, Direction.SOUTH):
                other = rooms.get((x + direction.value[0], y + direction.value[1]))
                if other is not None and self.rng.random() < 0.8:
                    key = "key" if self.rng.random() < 0.15 else None
                    room.exits[direction] = Exit(other, key)
                    other.exits[direction.opposite] = Exit(room, key)
        places = list(rooms.values())
        for thing in self.make_things():
            self.rng.choice(places).things.append(thing)
        return places

    def make_things(self) -> Iterator[Thing]:
        yield Thing("lamp", "It shines.", Traits.PORTABLE | Traits.LIGHT, 2)
        yield Thing("rusty key", "It may fit.", Traits.PORTABLE)
        yield Thing("sword", "Old but sharp.", Traits.PORTABLE | Traits.WEAPON, 4)
        yield Thing("anvil", "Far too heavy.", Traits.PORTABLE, 50)
        for n, food in enumerate(["apple", "bread", "cheese"]):
            yield Thing(food, "It smells good.", Traits.PORTABLE | Traits.EDIBLE, 1 + n % 2)
        for jewel in ("ruby", "opal", "emerald", "crown"):
            hidden = Thing(jewel, "It glitters.", Traits.PORTABLE | Traits.TREASURE)
            yield Thing(f"{jewel} box", "A box.", Traits.NONE, 20, [hidden]) if self.rng.random() < 0.5 else hidden

    # ---- what commands use

    def say(self, text: str) -> None:
        self.transcript.extend(textwrap.wrap(text, 60, subsequent_indent="  "))

    def hurt(self, points: int, text: str) -> None:
        self.say(text)
        self.health -= points
        if self.health <= 0:
            raise GameOver(False, "You have died.")

    @property
    def lit(self) -> bool:
        return not self.room.dark or self.carried_with(Traits.LIGHT) is not None

    def carried_with(self, trait: Traits) -> Thing | None:
        return next((thing for thing in self.carried if trait in thing.traits), None)

    def visible(self) -> Iterator[Thing]:
        for thing in (*self.carried, *(self.room.things if self.lit else ())):
            yield from thing.contents()

    def find(self, words: str) -> Thing:
        found = [t for t in self.visible() if t.name == words] or [t for t in self.visible() if words in t.name.split()]
        match found:
            case [only]:
                return only
            case []:
                raise Refused(f"You see no {words} here.")
        raise Refused(f"Which {words}: {' or '.join(map(str, found))}?")

    def path(self, start: Room, goal: Room, *, locked: bool = True) -> list[Direction]:
        seen, waiting = {start}, deque([(start, [])])
        while waiting:
            room, way = waiting.popleft()
            if room is goal:
                return way
            for direction, door in room.exits.items():
                if door.target not in seen and (locked or not door.locked):
                    seen.add(door.target)
                    waiting.append((door.target, [*way, direction]))
        return []

    def remove(self, thing: Thing) -> None:
        for holder in (self.room.things, self.carried, *(t.inside for t in self.visible())):
            if thing in holder:
                holder.remove(thing)
                return

    # ---- verbs

    @verb("(?P<way>north|south|east|west|[nsew])")
    def do_go(self, way: str) -> None:
        door = self.room.exits.get(Direction(way))
        if door is None:
            raise Refused("There is only a wall.")
        if door.locked:
            raise Refused("The door is locked.")
        self.room = door.target
        self.room.visits += 1
        self.do_look()

    @verb("(?:at )?(?:<words>)?")
    def do_look(self, words: str | None = None) -> None:
        if words:
            return self.say(self.find(words).text)
        if not self.lit:
            return self.say("It is pitch dark.")
        things = ", ".join(str(thing) for thing in self.room.things) or "nothing of use"
        ways = ", ".join(sorted(d.name.lower() + " (locked)" * e.locked for d, e in self.room.exits.items()))
        self.say(f"A {self.room.name}. {self.room.text if self.room.visits < 2 else ''} There is {things}. Ways lead {ways}.")

    @verb("(?P<everything>all)|<words>")
    def do_take(self, everything: str | None, words: str | None) -> None:
        wanted = [t for t in self.visible() if t not in self.carried and Traits.PORTABLE in t.traits] if everything else [self.find(words or "")]
        for thing in wanted:
            if thing in self.carried:
                raise Refused("You have it.")
            if Traits.PORTABLE not in thing.traits or sum(t.weight for t in self.carried) + thing.weight > self.CAPACITY:
                raise Refused(f"The {thing.name} is too heavy.")
            self.remove(thing)
            self.carried.append(thing)
            self.score += 5 * (Traits.TREASURE in thing.traits)
        self.say(f"Taken: {', '.join(t.name for t in wanted) or 'nothing'}.")

    @verb("<words>")
    def do_drop(self, words: str) -> None:
        thing = self.find(words)
        if thing not in self.carried:
            raise Refused("You do not have that.")
        self.carried.remove(thing)
        self.room.things.append(thing)

    @verb("<words>")
    def do_eat(self, words: str) -> None:
        thing = self.find(words)
        if Traits.EDIBLE not in thing.traits:
            raise Refused("That would hurt your teeth.")
        self.remove(thing)
        self.health += 4

    @verb("(?:<way> door|<words>)(?: with <tool>)?")
    def do_open(self, way: str | None, words: str | None, tool: str | None) -> None:
        if way:
            door = self.room.exits.get(Direction(way))
            if door is None or not door.locked:
                raise Refused("There is no locked door.")
            if self.find(tool or "key") not in self.carried:
                raise Refused("You need a key.")
            door.key = door.target.exits[Direction(way).opposite].key = None
            return self.say("Click.")
        thing = self.find(words or "")
        thing.traits |= Traits.OPEN
        self.say(f"In it: {', '.join(map(str, thing.inside)) or 'nothing'}.")

    @verb("<name>(?: with <tool>)?")
    def do_attack(self, name: str, tool: str | None) -> None:
        target = next((c for c in self.creatures if c.name == name and c.room is self.room and c.state != "dead"), None)
        if target is None:
            raise Refused(f"There is no {name}.")
        armed = Traits.WEAPON in (self.find(tool).traits if tool else Traits.NONE)
        target.health -= self.rng.randint(1, 3 + 3 * armed)
        self.score += 10 * (target.health <= 0)

    @verb("")
    def do_inventory(self) -> None:
        self.say(f"You carry {', '.join(map(str, self.carried)) or 'nothing'}; health {self.health}, score {self.score}.")

    def command(self, line: str) -> None:
        self.transcript.append(f"> {line}")
        word, _, rest = line.lower().partition(" ")
        try:
            pattern, function = VERBS[SYNONYMS.get(word, word)]
            match = pattern.match(rest)
            if match is None:
                raise Refused(f"{word.title()} what?")
            function(self, **match.groupdict())
        except KeyError:
            self.say(f"I do not know the word {word!r}.")
        except (Refused, ValueError) as refusal:
            self.say(str(refusal))
        self.turn += 1
        for creature in self.creatures:
            creature.step(self)
        if self.score >= 40:
            raise GameOver(True, "You are rich.")


class Player:
    """Plays by simple rules and a little chance."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.rng = world, random.Random(seed)

    def commands(self) -> Iterator[str]:
        while True:
            world = self.world
            for creature in world.creatures:
                if creature.room is world.room and creature.state == "hunting":
                    yield f"hit {creature.name}" + (" with sword" if world.carried_with(Traits.WEAPON) else "")
            if world.lit and world.room.things:
                yield self.rng.choice(["take all", f"take {world.room.things[0].name}", f"examine {world.room.things[-1].name}"])
                yield from (f"open {thing.name}" for thing in list(world.room.things) if "box" in thing.name)
            if food := world.carried_with(Traits.EDIBLE):
                yield f"{'eat' if world.health < 15 else 'look at'} {food.name}"
            goal = min(world.rooms, key=lambda room: (room.visits, room.name))
            ways = world.path(world.room, goal) or list(Direction)
            yield self.rng.choice(
                [
                    f"open {ways[0].name.lower()} door with key", "inventory", "dance",
                    f"drop {self.rng.choice(['anvil', 'lamp', 'ruby'])}", "attack bat",
                ]
            )
            yield f"{self.rng.choice(['go', 'walk'])} {ways[0].name.lower()}"


@contextmanager
def attempt(world: World) -> Iterator[World]:
    """A copy of the world to try things in; the original stays as it was."""
    saved = copy.deepcopy(world)
    saved.transcript = []
    yield saved


def play(seed: int, turns: int) -> tuple[World, str]:
    world = World(seed)
    player = Player(world, seed)
    try:
        for number, line in zip(range(turns), player.commands()):
            world.command(line)
            if number % 40 == 39:
                with attempt(world) as other:
                    for guess in ("take all", "go north", "look", "go e"):
                        other.command(guess)
                    world.transcript.append(f"({other.score - world.score} if bold: {other.transcript[-1]})")
    except GameOver as end:
        return world, "won" if end.won else "died"
    return world, "tired"


def main() -> None:
    digest, ends, turns = hashlib.sha256(), Counter[str](), 0
    for seed in range(32):
        world, end = play(seed, 260)
        ends[end] += 1
        turns += world.turn
        digest.update("\n".join(world.transcript).encode())
    print("\n".join(world.transcript[-6:]))
    print(f"{turns} turns, {dict(sorted(ends.items()))}")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
