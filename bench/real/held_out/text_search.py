"""A full-text search engine: tokens, stemming, a positional index, boolean and phrase queries, BM25 ranking."""

from __future__ import annotations

import heapq
import math
import random
import re
import zlib
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce
from typing import Iterable, Iterator, NamedTuple

STOP_WORDS = frozenset("a an and are as at be by for from in is it of on or that the to was with".split())
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")


class QueryError(ValueError):
    pass


class Stemmer:
    """Suffix rules with a measure of what is left, after the manner of Porter."""

    RULES = (
        (("sses", "ss", 0), ("ies", "i", 0), ("ss", "ss", 0), ("s", "", 0)),
        (("eed", "ee", 1), ("ing", "", 1), ("ed", "", 1)),
        (("ational", "ate", 1), ("ization", "ize", 1), ("fulness", "ful", 1), ("ousness", "ous", 1), ("iveness", "ive", 1)),
        (("ement", "", 2), ("ment", "", 2), ("ness", "", 1), ("ance", "", 2), ("able", "", 2), ("ful", "", 1), ("ly", "", 1)),
        (("e", "", 2), ("ll", "l", 2), ("y", "i", 1)),
    )
    _runs = re.compile(r"[aeiouy]+[^aeiouy]+")

    @classmethod
    def measure(cls, stem: str) -> int:
        return len(cls._runs.findall(stem))

    @classmethod
    @lru_cache(maxsize=700)
    def stem(cls, word: str) -> str:
        if len(word) < 4 or not word.isascii():
            return word
        for step in cls.RULES:
            for suffix, replacement, needed in step:
                if word.endswith(suffix):
                    stem = word[: -len(suffix)]
                    if cls.measure(stem) >= needed and len(stem) > 1:
                        word = stem + replacement
                    break
        return word


class Token(NamedTuple):
    term: str
    position: int
    start: int
    end: int


def tokenize(text: str) -> Iterator[Token]:
    for position, match in enumerate(WORD.finditer(text)):
        word = match.group().casefold()
        if word not in STOP_WORDS:
            yield Token(Stemmer.stem(word), position, *match.span())


@dataclass
class Document:
    number: int
    title: str
    text: str
    length: int = 0

    @cached_property
    def tokens(self) -> list[Token]:
        return list(tokenize(self.text))

    def snippet(self, terms: set[str], width: int = 44) -> str:
        hits = [token for token in self.tokens if token.term in terms]
        if not hits:
            return self.text[:width]
        best = max(hits, key=lambda hit: (sum(hit.start <= other.start < hit.start + width for other in hits), -hit.start))
        start = max(0, best.start - 8)
        piece = self.text[start : start + width]
        for token in reversed(hits):
            if start <= token.start and token.end <= start + width:
                low, high = token.start - start, token.end - start
                piece = f"{piece[:low]}*{piece[low:high]}*{piece[high:]}"
        return piece.replace("\n", " ")


@dataclass
class Posting:
    document: int
    positions: list[int] = field(default_factory=list)


class Index:
    K1, B = 1.4, 0.72

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.postings: dict[str, list[Posting]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self.documents)

    def add(self, title: str, text: str) -> None:
        document = Document(len(self), title, text)
        positions: dict[str, list[int]] = defaultdict(list)
        for token in tokenize(f"{title}\n{text}"):
            positions[token.term].append(token.position)
            document.length += 1
        for term, places in positions.items():
            self.postings[term].append(Posting(document.number, places))
        self.documents.append(document)

    @cached_property
    def average_length(self) -> float:
        return sum(document.length for document in self.documents) / len(self)

    def rarity(self, term: str) -> float:
        count = len(self.postings.get(term, ()))
        return math.log(1 + (len(self) - count + 0.5) / (count + 0.5))

    def scores(self, terms: Iterable[str]) -> dict[int, float]:
        totals: dict[int, float] = defaultdict(float)
        for term in sorted(terms):
            rarity = self.rarity(term)
            for posting in self.postings.get(term, ()):
                count = len(posting.positions)
                norm = 1 - self.B + self.B * self.documents[posting.document].length / self.average_length
                totals[posting.document] += rarity * count * (self.K1 + 1) / (count + self.K1 * norm)
        return totals

    def search(self, text: str, limit: int = 5) -> list[tuple[float, Document]]:
        query = parse(text)
        found = query.run(self)
        scores = self.scores(query.terms())
        best = heapq.nsmallest(limit, found, key=lambda number: (-scores.get(number, 0.0), number))
        return [(scores.get(number, 0.0), self.documents[number]) for number in best]


class Query(ABC):
    @abstractmethod
    def run(self, index: Index) -> set[int]: ...

    @abstractmethod
    def terms(self) -> set[str]: ...

    def __and__(self, other: Query) -> Query:
        return And(self, other)

    def __or__(self, other: Query) -> Query:
        return Or(self, other)

    def __invert__(self) -> Query:
        return Not(self)


class Term(Query):
    def __init__(self, word: str) -> None:
        self.term = Stemmer.stem(word.casefold())

    def run(self, index: Index) -> set[int]:
        return {posting.document for posting in index.postings.get(self.term, ())}

    def terms(self) -> set[str]:
        return {self.term}


class Prefix(Query):
    def __init__(self, prefix: str) -> None:
        self.prefix = prefix.casefold()

    def run(self, index: Index) -> set[int]:
        matching = [postings for term, postings in index.postings.items() if term.startswith(self.prefix)]
        return {posting.document for postings in matching for posting in postings}

    def terms(self) -> set[str]:
        return set()


class Phrase(Query):
    def __init__(self, text: str) -> None:
        self.tokens = list(tokenize(text))

    def run(self, index: Index) -> set[int]:
        if not self.tokens:
            return set()
        first = self.tokens[0].position
        starts: dict[int, set[int]] | None = None
        for token in self.tokens:
            offset = token.position - first
            here = {
                posting.document: {position - offset for position in posting.positions}
                for posting in index.postings.get(token.term, ())
                if starts is None or posting.document in starts
            }
            starts = here if starts is None else {number: places & starts[number] for number, places in here.items()}
        return {number for number, places in starts.items() if places}

    def terms(self) -> set[str]:
        return {token.term for token in self.tokens}


class Both(Query):
    def __init__(self, left: Query, right: Query) -> None:
        self.left, self.right = left, right

    def terms(self) -> set[str]:
        return self.left.terms() | self.right.terms()


class And(Both):
    def run(self, index: Index) -> set[int]:
        return self.left.run(index) & self.right.run(index)


class Or(Both):
    def run(self, index: Index) -> set[int]:
        return self.left.run(index) | self.right.run(index)


class Not(Query):
    def __init__(self, inner: Query) -> None:
        self.inner = inner

    def run(self, index: Index) -> set[int]:
        return set(range(len(index))) - self.inner.run(index)

    def terms(self) -> set[str]:
        return set()


QUERY_TOKEN = re.compile(r'\s*(?:"(?P<phrase>[^"]*)"|(?P<prefix>\w+)\*|(?P<word>\w+)|(?P<sign>[()|-]))')


@lru_cache(maxsize=None)
def parse(text: str) -> Query:
    tokens = [(match.lastgroup, match[match.lastgroup]) for match in QUERY_TOKEN.finditer(text)]
    query, rest = parse_any(tokens)
    if rest:
        raise QueryError(f"cannot read {rest[0][1]!r}")
    return query


def parse_any(tokens: list[tuple[str, str]]) -> tuple[Query, list[tuple[str, str]]]:
    options = []
    while True:
        parts = []
        while tokens and tokens[0][1] not in ("|", ")"):
            part, tokens = parse_one(tokens)
            parts.append(part)
        if not parts:
            raise QueryError("empty query")
        options.append(reduce(Query.__and__, parts))
        if not tokens or tokens[0][1] != "|":
            return reduce(Query.__or__, options), tokens
        tokens = tokens[1:]


def parse_one(tokens: list[tuple[str, str]]) -> tuple[Query, list[tuple[str, str]]]:
    match tokens:
        case [("word", word), *rest]:
            return Term(word), rest
        case [("prefix", prefix), *rest]:
            return Prefix(prefix), rest
        case [("phrase", phrase), *rest]:
            return Phrase(phrase), rest
        case [("sign", "-"), *rest] if rest:
            part, rest = parse_one(rest)
            return ~part, rest
        case [("sign", "("), *rest]:
            part, rest = parse_any(rest)
            if not rest:
                raise QueryError("')' is missing")
            return part, rest[1:]
    raise QueryError("query ends too early")


NOUNS = "river mountain castle engineer printer garden market harbour library winter soldier painter café".split()
VERBS = "builds painted watching carries opened measuring follows visited repairing loves".split()
ADJECTIVES = "quick hopeful careless ancient golden relational famous windy 1848 enormous".split()
ENDINGS = ["", "s", "ness", "ly", "fulness", "ment"]


def sentences(source: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        noun = source.choice(NOUNS) + source.choice(ENDINGS)
        other = source.choices(NOUNS, weights=range(len(NOUNS), 0, -1))[0]
        yield f"The {source.choice(ADJECTIVES)} {noun} {source.choice(VERBS)} the {source.choice(ADJECTIVES)} {other}'s door."


QUERIES = [
    "golden river",
    '"ancient castle" | "quick painter"',
    "castl* -(winter | soldier) hopefulness",
    "1848 café -mountain",
    '"repairing the enormous library"',
    "harbour | (market -garden)",
    "paint* measuring -the",
    "(river",
    "| x",
]


def main() -> None:
    source = random.Random(99)
    index = Index()
    for number in range(1500):
        title = f"{source.choice(ADJECTIVES)} {source.choice(NOUNS)} {number}".title()
        index.add(title, "\n".join(sentences(source, source.randrange(5, 25))))
    checksum = 0
    for query in QUERIES * 4:
        try:
            results = index.search(query)
        except QueryError as error:
            lines = [f"error: {error}"]
        else:
            terms = parse(query).terms()
            lines = [f"{score:.4f} {document.title}: {document.snippet(terms)}" for score, document in results]
        checksum = zlib.crc32("\n".join(lines).encode(), checksum)
    for query in QUERIES[:3]:
        score, document = index.search(query)[0]
        print(f"{query}: {document.title} ({score:.3f}) {document.snippet(parse(query).terms())}")
    common = Counter({term: sum(len(p.positions) for p in postings) for term, postings in index.postings.items()})
    print(f"{len(index)} documents, {len(index.postings)} terms,", *[f"{term} {n}" for term, n in common.most_common(4)])
    print(f"checksum {checksum:08x}")


if __name__ == "__main__":
    main()
