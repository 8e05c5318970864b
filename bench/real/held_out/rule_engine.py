"""A forward-chaining rule engine: facts, patterns with variables, an agenda by salience, and explained conclusions."""

from __future__ import annotations

import operator
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial, partialmethod, reduce, wraps
from inspect import signature
from typing import Any, NamedTuple

Bindings = Mapping[str, Any]
Guard = Callable[..., bool]


class RuleError(Exception):
    pass


class Fact(NamedTuple):
    relation: str
    values: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.relation}({', '.join(map(str, self.values))})"


class Variable(str):
    __slots__ = ()


def variables(names: str) -> list[Variable]:
    return [Variable(name) for name in names.split()]


class Pattern:
    def __init__(self, relation: str, *terms: Any, negated: bool = False) -> None:
        self.relation, self.terms, self.negated = relation, terms, negated

    def __invert__(self) -> Pattern:
        return Pattern(self.relation, *self.terms, negated=not self.negated)

    def known(self, bindings: Bindings) -> tuple[int, Any] | None:
        """A column whose value is known already, and the value: the index takes it."""
        for column, term in enumerate(self.terms):
            if not isinstance(term, Variable):
                return column, term
            if term in bindings:
                return column, bindings[term]
        return None

    def match(self, fact: Fact, bindings: Bindings) -> Bindings | None:
        extended = dict(bindings)
        for term, value in zip(self.terms, fact.values, strict=True):
            if isinstance(term, Variable):
                if extended.setdefault(term, value) != value:
                    return None
            elif term != value:
                return None
        return extended

    def fill(self, bindings: Bindings) -> Fact:
        try:
            values = (bindings[term] if isinstance(term, Variable) else term for term in self.terms)
            return Fact(self.relation, tuple(values))
        except KeyError as error:
            raise RuleError(f"{self.relation}: {error.args[0]} has no value") from None


class Relation:
    """Patterns are written as calls: parent(X, Y)."""

    def __init__(self, name: str, arity: int) -> None:
        self.name, self.arity = name, arity

    def __call__(self, *terms: Any) -> Pattern:
        if len(terms) != self.arity:
            raise RuleError(f"{self.name} takes {self.arity} terms, not {len(terms)}")
        return Pattern(self.name, *terms)


class FactBase:
    def __init__(self) -> None:
        self.facts: dict[Fact, int] = {}
        self.by_relation: dict[str, dict[Fact, None]] = defaultdict(dict)
        self.by_value: dict[tuple[str, int, Any], dict[Fact, None]] = defaultdict(dict)
        self.listeners: list[Callable[[Fact], None]] = []
        self._clock = 0

    def _indexes(self, fact: Fact) -> Iterator[dict[Fact, None]]:
        yield self.by_relation[fact.relation]
        for column, value in enumerate(fact.values):
            yield self.by_value[fact.relation, column, value]

    def add(self, fact: Fact) -> bool:
        if fact in self.facts:
            return False
        self._clock += 1
        self.facts[fact] = self._clock
        for index in self._indexes(fact):
            index[fact] = None
        for listener in self.listeners:
            listener(fact)
        return True

    def discard(self, fact: Fact) -> bool:
        if self.facts.pop(fact, None) is None:
            return False
        for index in self._indexes(fact):
            del index[fact]
        return True

    def find(self, pattern: Pattern, bindings: Bindings) -> Iterator[Bindings]:
        known = pattern.known(bindings)
        facts = self.by_value.get((pattern.relation, *known), {}) if known else self.by_relation[pattern.relation]
        for fact in list(facts):
            if (found := pattern.match(fact, bindings)) is not None:
                yield found

    def __contains__(self, fact: Fact) -> bool:
        return fact in self.facts

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)


@dataclass(order=True)
class Activation:
    priority: tuple[int, int]
    rule: Rule = field(compare=False)
    bindings: Bindings = field(compare=False)


@dataclass
class Rule:
    name: str
    conditions: tuple[Pattern, ...]
    action: Callable[..., Iterable[Pattern | Fact] | None]
    salience: int = 0
    guards: tuple[Guard, ...] = ()
    seen: set[tuple[Any, ...]] = field(default_factory=set, repr=False)

    def __post_init__(self) -> None:
        self.parameters = tuple(signature(self.action).parameters)
        self.tests = [(guard, tuple(signature(guard).parameters)) for guard in self.guards]

    def accepts(self, bindings: Bindings) -> bool:
        return all(guard(*(bindings[name] for name in names)) for guard, names in self.tests)

    def matches(self, base: FactBase, new: Fact) -> Iterator[Bindings]:
        """The bindings in which the new fact takes part."""
        for place, condition in enumerate(self.conditions):
            if condition.relation != new.relation or condition.negated:
                continue
            start = condition.match(new, {})
            if start is None:
                continue
            others = [other for i, other in enumerate(self.conditions) if i != place]
            yield from filter(self.accepts, reduce(partial(self.narrow, base), others, iter([start])))

    @staticmethod
    def narrow(base: FactBase, found: Iterator[Bindings], condition: Pattern) -> Iterator[Bindings]:
        for bindings in found:
            if not condition.negated:
                yield from base.find(condition, bindings)
            elif next(base.find(condition, bindings), None) is None:
                yield bindings


def counted(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def wrapper(self: Engine, *args: Any, **kwargs: Any) -> Any:
        self.calls[method.__name__] += 1
        return method(self, *args, **kwargs)

    return wrapper


class Engine:
    def __init__(self, limit: int = 100_000) -> None:
        self.base = FactBase()
        self.rules: list[Rule] = []
        self.reasons: dict[Fact, tuple[str, tuple[Fact, ...]]] = {}
        self.calls: Counter[str] = Counter()
        self.limit = limit
        self._agenda: list[Activation] = []
        self.base.listeners.append(self._activate)

    def rule(self, *conditions: Pattern, salience: int = 0, when: Iterable[Guard] = ()) -> Callable[..., Any]:
        def register(action: Callable[..., Any]) -> Callable[..., Any]:
            self.rules.append(Rule(action.__name__, conditions, action, salience, tuple(when)))
            return action

        return register

    def _activate(self, fact: Fact) -> None:
        for rule in self.rules:
            for bindings in rule.matches(self.base, fact):
                key = tuple(sorted(bindings.items()))
                if key not in rule.seen:
                    rule.seen.add(key)
                    age = self.base.facts[fact]
                    self._agenda.append(Activation((rule.salience, -age), rule, bindings))

    @counted
    def add(self, fact: Fact) -> bool:
        return self.base.add(fact)

    @counted
    def retract(self, fact: Fact) -> bool:
        self.reasons.pop(fact, None)
        return self.base.discard(fact)

    def change(self, relation: str, *values: Any, how: Callable[[Engine, Fact], bool]) -> bool:
        return how(self, Fact(relation, values))

    tell = partialmethod(change, how=add)
    forget = partialmethod(change, how=retract)

    @counted
    def fire(self, activation: Activation) -> None:
        rule, bindings = activation.rule, activation.bindings
        support = tuple(condition.fill(bindings) for condition in rule.conditions if not condition.negated)
        if not all(fact in self.base for fact in support):
            return
        arguments = (bindings[name] for name in rule.parameters)
        for conclusion in rule.action(*arguments) or ():
            fact = conclusion.fill(bindings) if isinstance(conclusion, Pattern) else conclusion
            if self.add(fact):
                self.reasons[fact] = rule.name, support

    def run(self) -> int:
        fired = 0
        while self._agenda:
            batch, self._agenda = sorted(self._agenda, reverse=True), []
            for activation in batch:
                fired += 1
                if fired > self.limit:
                    raise RuleError(f"more than {self.limit} steps")
                self.fire(activation)
        return fired

    def ask(self, *conditions: Pattern) -> list[dict[str, Any]]:
        found = reduce(partial(Rule.narrow, self.base), conditions, iter([{}]))
        return [dict(bindings) for bindings in found]

    def explain(self, fact: Fact, depth: int = 0) -> Iterator[str]:
        rule, support = self.reasons.get(fact, ("told", ()))
        yield "  " * depth + f"{fact}: {rule}"
        for cause in support:
            yield from self.explain(cause, depth + 1)


parent, person, ancestor = Relation("parent", 2), Relation("person", 3), Relation("ancestor", 2)
sibling, cousin, orphan, heir = Relation("sibling", 2), Relation("cousin", 2), Relation("orphan", 1), Relation("heir", 3)
A, B, C, D, N, M, T = variables("A B C D N M T")


def family_rules(engine: Engine) -> None:
    distinct = lambda A, B: A != B

    @engine.rule(parent(A, B))
    def parents_are_ancestors():
        yield ancestor(A, B)

    @engine.rule(ancestor(A, B), parent(B, C))
    def ancestors_go_on():
        yield ancestor(A, C)

    @engine.rule(parent(C, A), parent(C, B), when=[distinct], salience=5)
    def children_of_one_parent():
        yield sibling(A, B)

    @engine.rule(parent(C, A), parent(D, B), sibling(C, D), when=[distinct])
    def children_of_siblings(A, B):
        for pair in ((A, B), (B, A)):
            yield Fact("cousin", pair)

    @engine.rule(person(A, N, T), ~parent(B, A), salience=-9, when=[lambda N: N < 40])
    def nobody_above(A):
        return [orphan(A)]

    @engine.rule(ancestor(A, B), person(A, N, T), person(B, M, T), when=[lambda N, M: N - M > 45], salience=-2)
    def same_town_inherits(A, B, N, M):
        yield Fact("heir", (B, A, N - M))


def populate(engine: Engine, seed: int, generations: int, width: int) -> None:
    source = random.Random(seed)
    towns = ["Bonn", "Kiel", "Trier"]
    previous: list[str] = []
    for generation in range(generations):
        names = [f"g{generation}p{number}" for number in range(width)]
        for name in names:
            for elder in source.sample(previous, k=min(len(previous), 1 + (source.random() < 0.4))):
                engine.tell("parent", elder, name)
            engine.tell("person", name, 95 - 18 * generation + source.randrange(9), source.choice(towns))
        previous = names
    engine.tell("person", "stranger", 20, "Bonn")


def main() -> None:
    engine = Engine()
    family_rules(engine)
    populate(engine, seed=4, generations=5, width=96)
    fired = engine.run()
    print(f"{fired} rules fired, {len(engine.base.facts)} facts, calls {dict(sorted(engine.calls.items()))}")
    counts = Counter(fact.relation for fact in engine.base)
    print(", ".join(f"{count} {relation}" for relation, count in sorted(counts.items())))
    pairs = engine.ask(cousin(A, B), heir(A, C, N), ~sibling(A, B))
    oldest = max(engine.ask(heir(A, B, N)), key=lambda found: (found["N"], found["A"]))
    proof = list(engine.explain(Fact("heir", tuple(map(oldest.get, "ABN")))))
    print(len(pairs), "cousins with an heir;", *map(str.strip, proof[:4]), sep=" | ")
    print("forgot", engine.forget("orphan", "stranger"), engine.forget("orphan", "g0p0"))
    for mistake in (lambda: parent(A), lambda: parent(A, B).fill({"A": 1}), lambda: Engine(limit=-1).run()):
        try:
            mistake()
        except RuleError as error:
            print("refused:", error)
    looping = Engine(limit=300)
    looping.rule(person(A, N, T))(lambda A, N, T: [Fact("person", (A, operator.add(N, 1), T))])
    looping.tell("person", "eternal", 1, "Rome")
    try:
        looping.run()
    except RuleError as error:
        print("stopped:", error, max(fact.values[1] for fact in looping.base))
    lines = [str(fact) for fact in engine.base] + proof + [repr(sorted(pair.items())) for pair in pairs]
    print(f"checksum {zlib.crc32(chr(10).join(lines).encode()):08x}")


if __name__ == "__main__":
    main()
