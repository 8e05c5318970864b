"""Bots play a trick-taking card game with auctions, trumps and memory; a tournament ranks their strategies."""

from __future__ import annotations

import random
import statistics
import zlib
from abc import ABC, abstractmethod
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from functools import cached_property, partial, total_ordering
from itertools import combinations, cycle, islice, product
from typing import ClassVar, NamedTuple


class Suit(Enum):
    CLUBS = "c"
    DIAMONDS = "d"
    HEARTS = "h"
    SPADES = "s"


class Rank(IntEnum):
    SEVEN = 7
    EIGHT = 8
    NINE = 9
    TEN = 10
    JACK = 11
    QUEEN = 12
    KING = 13
    ACE = 14

    @property
    def letter(self) -> str:
        return self.name[0] if self > 10 else str(self.value)[-1]


@total_ordering
@dataclass(frozen=True, slots=True)
class Card:
    rank: Rank
    suit: Suit
    POINTS: ClassVar[dict[Rank, int]] = {Rank.ACE: 11, Rank.TEN: 10, Rank.KING: 4, Rank.QUEEN: 3, Rank.JACK: 2}

    def __str__(self) -> str:
        return self.rank.letter + self.suit.value

    def __lt__(self, other: Card) -> bool:
        return (self.suit.value, self.rank) < (other.suit.value, other.rank)

    @property
    def points(self) -> int:
        return self.POINTS.get(self.rank, 0)


DECK = tuple(Card(rank, suit) for suit, rank in product(Suit, Rank))


class Deck:
    def __init__(self, source: random.Random) -> None:
        self._cards = deque(source.sample(DECK, k=len(DECK)))

    def deal(self, count: int) -> list[Card]:
        return [self._cards.popleft() for _ in range(count)]

    def __len__(self) -> int:
        return len(self._cards)

    def __bool__(self) -> bool:
        return bool(self._cards)


class IllegalPlay(Exception):
    def __init__(self, player: Player, card: Card) -> None:
        super().__init__(f"{player.name} may not play {card}")
        self.card = card


class Played(NamedTuple):
    player: Player
    card: Card


@dataclass
class Trick:
    trump: Suit | None
    plays: list[Played] = field(default_factory=list)

    @property
    def lead(self) -> Suit | None:
        return self.plays[0].card.suit if self.plays else None

    def strength(self, card: Card) -> tuple[bool, bool, int]:
        return card.suit is self.trump, card.suit is self.lead, card.rank

    @property
    def best(self) -> Played:
        return max(self.plays, key=lambda played: self.strength(played.card))

    @property
    def points(self) -> int:
        return sum(played.card.points for played in self.plays)

    def beats(self, card: Card) -> bool:
        return not self.plays or self.strength(card) > self.strength(self.best.card)

    def legal(self, hand: Sequence[Card]) -> list[Card]:
        """Follow suit; who cannot must use a trump; who cannot do that either may play anything."""
        for suit in (self.lead, self.trump):
            if suit is not None and self.plays and (same := [card for card in hand if card.suit is suit]):
                return same
        return list(hand)


class Bid(NamedTuple):
    points: int
    trump: Suit | None


class Player(ABC):
    registry: ClassVar[dict[str, type[Player]]] = {}

    def __init_subclass__(cls, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        cls.registry[cls.__name__] = cls

    def __init__(self, name: str, source: random.Random) -> None:
        self.name, self.source = name, source
        self.hand: list[Card] = []
        self.won: list[Card] = []

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"

    def start(self, cards: Iterable[Card]) -> None:
        self.hand, self.won = sorted(cards), []

    @property
    def points(self) -> int:
        return sum(card.points for card in self.won)

    def by_suit(self) -> dict[Suit, list[Card]]:
        suits: dict[Suit, list[Card]] = defaultdict(list)
        for card in self.hand:
            suits[card.suit].append(card)
        return suits

    def bid(self, highest: Bid | None) -> Bid | None:
        suit, cards = max(self.by_suit().items(), key=lambda item: (len(item[1]), item[0].value))
        value = 8 * len(cards) + sum(card.points for card in self.hand) // 2
        return Bid(value, suit) if highest is None or value > highest.points else None

    @abstractmethod
    def choose(self, legal: list[Card], trick: Trick) -> Card: ...

    def saw(self, player: Player, card: Card, trick: Trick) -> None:
        """Called for each card on the table; most bots do not care."""


class Novice(Player):
    def choose(self, legal: list[Card], trick: Trick) -> Card:
        return self.source.choice(legal)


class Greedy(Player):
    def choose(self, legal: list[Card], trick: Trick) -> Card:
        return max(legal, key=lambda card: (trick.beats(card), card.points, card.rank))


class Careful(Player):
    """Wins cheaply if the trick is worth it and throws away the least otherwise."""

    WORTH = 8

    def choose(self, legal: list[Card], trick: Trick) -> Card:
        winners = [card for card in legal if trick.beats(card)]
        last = len(trick.plays) == 3
        if winners and (last or trick.points >= self.WORTH):
            return max(winners, key=lambda card: card.points) if last else max(winners, key=trick.strength)
        return min(legal, key=lambda card: (card.suit is trick.trump, card.points, card.rank))


class Counting(Careful):
    """Remembers what has gone and who has no more of a suit."""

    def start(self, cards: Iterable[Card]) -> None:
        super().start(cards)
        self.unseen = set(DECK).difference(self.hand)
        self.voids: dict[str, set[Suit]] = defaultdict(set)

    def saw(self, player: Player, card: Card, trick: Trick) -> None:
        self.unseen.discard(card)
        if trick.lead is not None and card.suit is not trick.lead:
            self.voids[player.name].add(trick.lead)

    def is_master(self, card: Card) -> bool:
        return not any(other.suit is card.suit and other.rank > card.rank for other in self.unseen)

    def choose(self, legal: list[Card], trick: Trick) -> Card:
        if trick.plays:
            return super().choose(legal, trick)
        ruffed = set().union(*self.voids.values()) if self.voids else set()
        masters = [card for card in legal if self.is_master(card) and card.suit not in ruffed]
        return max(masters, default=min(legal, key=lambda card: (card.points, card)), key=lambda card: card.points)


class Dreamer(Counting):
    """Plays each card in a few imagined deals and takes the one that does best."""

    DREAMS = 3

    def choose(self, legal: list[Card], trick: Trick) -> Card:
        if len(legal) == 1 or len(trick.plays) < 2:
            return super().choose(legal, trick)
        totals: Counter[Card] = Counter()
        unseen = sorted(self.unseen)
        for _ in range(self.DREAMS):
            others = self.source.sample(unseen, k=min(len(unseen), 3 - len(trick.plays)))
            for card in legal:
                totals[card] += self.imagine(card, trick, others)
        return max(legal, key=lambda card: (totals[card], -card.points, card))

    def imagine(self, card: Card, trick: Trick, others: list[Card]) -> int:
        dream = Trick(trick.trump, [*trick.plays, Played(self, card), *map(partial(Played, None), others)])
        return dream.points if dream.best.player is self else -dream.points


class Cheat(Novice):
    """Plays from the whole hand now and then; the table notices and makes it play again."""

    def choose(self, legal: list[Card], trick: Trick) -> Card:
        return self.source.choice(self.hand if self.source.random() < 0.2 else legal)


@dataclass
class Round:
    players: Sequence[Player]
    source: random.Random
    penalties: Counter[str] = field(default_factory=Counter)

    def deal(self) -> None:
        deck = Deck(self.source)
        for player in self.players:
            player.start(deck.deal(8))
        assert not deck

    def auction(self) -> tuple[Player, Bid]:
        winner, highest = self.players[0], None
        passed: set[str] = set()
        for player in islice(cycle(self.players), 3 * len(self.players)):
            if player.name not in passed and player is not winner or highest is None:
                bid = player.bid(highest)
                if bid is None:
                    passed.add(player.name)
                else:
                    winner, highest = player, bid
        return winner, highest or Bid(40, None)

    def ask(self, player: Player, trick: Trick) -> Card:
        legal = trick.legal(player.hand)
        while True:
            card = player.choose(list(legal), trick)
            try:
                if card not in legal:
                    raise IllegalPlay(player, card)
            except IllegalPlay as error:
                self.penalties[player.name] += 1
                self.penalties[str(error.card.suit.name)] += 1
            else:
                player.hand.remove(card)
                return card

    def tricks(self, leader: Player, trump: Suit | None) -> Iterator[Trick]:
        while leader.hand:
            trick = Trick(trump)
            first = self.players.index(leader)
            for player in islice(cycle(self.players), first, first + len(self.players)):
                card = self.ask(player, trick)
                for watcher in self.players:
                    watcher.saw(player, card, trick)
                trick.plays.append(Played(player, card))
            leader = trick.best.player
            leader.won.extend(played.card for played in trick.plays)
            yield trick

    def play(self) -> tuple[Player, Bid, list[Trick]]:
        self.deal()
        winner, bid = self.auction()
        return winner, bid, list(self.tricks(winner, bid.trump))


@dataclass
class Standing:
    name: str
    scores: list[int] = field(default_factory=list)

    @cached_property
    def mean(self) -> float:
        return statistics.fmean(self.scores)

    def __str__(self) -> str:
        spread = statistics.pstdev(self.scores)
        return f"{self.name:9} {self.mean:7.2f} ± {spread:6.2f} median {statistics.median(self.scores):g}"


def tournament(seed: int, rounds: int) -> tuple[list[Standing], list[str], Counter[str]]:
    source = random.Random(seed)
    standings = {name: Standing(name) for name in Player.registry}
    log: list[str] = []
    penalties: Counter[str] = Counter()
    for number, table in enumerate(combinations(Player.registry, 4)):
        players = [Player.registry[name](name, random.Random(f"{seed}{name}{number}")) for name in table]
        for _ in range(rounds):
            source.shuffle(players)
            game = Round(players, source, penalties)
            winner, bid, tricks = game.play()
            assert sum(player.points for player in players) == 120
            made = winner.points >= bid.points
            for player in players:
                bonus = (20 if made else -40) if player is winner else 0
                standings[player.name].scores.append(player.points + bonus)
            cards = " ".join("".join(str(played.card) for played in trick.plays) for trick in tricks)
            log.append(f"{winner!r} {bid.points} {bid.trump and bid.trump.name} {cards}")
    return sorted(standings.values(), key=lambda standing: -standing.mean), log, penalties


def main() -> None:
    standings, log, penalties = tournament(seed=31, rounds=72)
    print(*standings, sep="\n")
    print(log[0][:90], dict(sorted(penalties.items())))
    print(f"{len(log)} rounds, checksum {zlib.crc32(chr(10).join(log).encode()):08x}")


if __name__ == "__main__":
    main()
