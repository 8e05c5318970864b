"""A packrat parser made from a grammar: the grammar's own text is parsed first, then configurations and programs, left recursion included."""

from __future__ import annotations

import hashlib
import random
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

T = TypeVar("T")


class GrammarError(Exception):
    pass


class ParseError(Exception):
    def __init__(self, source: str, position: int, expected: frozenset[str]) -> None:
        self.line = source.count("\n", 0, position) + 1
        self.column = position - source.rfind("\n", 0, position)
        self.expected = expected
        super().__init__(f"{self.line}:{self.column}: expected {', '.join(sorted(expected))}")


@dataclass(slots=True)
class Tree:
    name: str
    start: int
    end: int
    children: list[Tree] = field(default_factory=list)

    def text(self, source: str) -> str:
        return source[self.start:self.end].strip()

    def __iter__(self) -> Iterator[Tree]:
        return iter(self.children)

    def walk(self) -> Iterator[Tree]:
        yield self
        for child in self.children:
            yield from child.walk()


Result = tuple[int, list[Tree]]


@dataclass(slots=True)
class Memo:
    result: Result | None
    growing: bool = False


class State:
    """One parse of one source: what each rule gave at each position, and how far it came."""

    def __init__(self, grammar: Grammar, source: str) -> None:
        self.grammar, self.source = grammar, source
        self.memo: dict[tuple[str, int], Memo] = {}
        self.furthest = 0
        self.expected: set[str] = set()
        self.hits = self.misses = 0

    def fail(self, position: int, what: str) -> None:
        if position > self.furthest:
            self.furthest = position
            self.expected = {what}
        elif position == self.furthest:
            self.expected.add(what)

    def rule(self, name: str, position: int) -> Result | None:
        key = (name, position)
        memo = self.memo.get(key)
        if memo is not None:
            self.hits += 1
            memo.growing |= memo.result is None
            return memo.result
        self.misses += 1
        memo = self.memo[key] = Memo(None)
        rule = self.grammar.rules[name]
        result = rule.match(self, position)
        left_recursive, memo.growing = memo.growing, False
        memo.result = self.wrap(name, position, result)
        while left_recursive and result is not None:
            for known in [k for k in self.memo if k[1] == position and k != key]:
                del self.memo[known]
            longer = rule.match(self, position)
            if longer is None or longer[0] <= result[0]:
                break
            result = longer
            memo.result = self.wrap(name, position, result)
            self.memo[key] = memo
        return memo.result

    def wrap(self, name: str, position: int, result: Result | None) -> Result | None:
        if result is None or name.startswith("_"):
            return result
        end, children = result
        return end, [Tree(name, position, end, children)]


class Expression(ABC):
    @abstractmethod
    def match(self, state: State, position: int) -> Result | None: ...

    def references(self) -> Iterator[str]:
        for value in vars(self).values():
            for inner in value if isinstance(value, tuple) else (value,):
                if isinstance(inner, Expression):
                    yield from inner.references()


@dataclass(frozen=True)
class Literal(Expression):
    text: str

    def match(self, state: State, position: int) -> Result | None:
        if state.source.startswith(self.text, position):
            return state.grammar.skip(state.source, position + len(self.text)), []
        state.fail(position, repr(self.text))
        return None


@dataclass(frozen=True)
class Pattern(Expression):
    pattern: re.Pattern[str]

    def match(self, state: State, position: int) -> Result | None:
        found = self.pattern.match(state.source, position)
        if found is None:
            state.fail(position, f"/{self.pattern.pattern}/")
            return None
        return state.grammar.skip(state.source, found.end()), []


@dataclass(frozen=True)
class Rule(Expression):
    name: str

    def match(self, state: State, position: int) -> Result | None:
        return state.rule(self.name, position)

    def references(self) -> Iterator[str]:
        yield self.name


@dataclass(frozen=True)
class Sequence(Expression):
    parts: tuple[Expression, ...]

    def match(self, state: State, position: int) -> Result | None:
        children: list[Tree] = []
        for part in self.parts:
            result = part.match(state, position)
            if result is None:
                return None
            position, found = result
            children += found
        return position, children


@dataclass(frozen=True)
class Choice(Expression):
    options: tuple[Expression, ...]

    def match(self, state: State, position: int) -> Result | None:
        return next((result for option in self.options if (result := option.match(state, position)) is not None), None)


@dataclass(frozen=True)
class Repeat(Expression):
    inner: Expression
    least: int
    most: int | None

    SIGNS: ClassVar[dict[str, tuple[int, int | None]]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}

    def match(self, state: State, position: int) -> Result | None:
        count, children = 0, []
        while self.most is None or count < self.most:
            result = self.inner.match(state, position)
            if result is None:
                break
            position, found = result
            children.extend(found)
            count += 1
        return (position, children) if count >= self.least else None


@dataclass(frozen=True)
class Lookahead(Expression):
    inner: Expression
    wanted: bool

    def match(self, state: State, position: int) -> Result | None:
        return (position, []) if (self.inner.match(state, position) is not None) is self.wanted else None


class Grammar:
    SKIP = re.compile(r"(?:\s+|#[^\n]*)*")

    def __init__(self, rules: dict[str, Expression], start: str | None = None) -> None:
        self.rules, self.start = rules, start or next(iter(rules))
        missing = {name for rule in rules.values() for name in rule.references()} - rules.keys()
        if missing:
            raise GrammarError(f"undefined: {', '.join(sorted(missing))}")

    def skip(self, source: str, position: int) -> int:
        return self.SKIP.match(source, position).end()

    def parse(self, source: str) -> tuple[Tree, State]:
        state = State(self, source)
        result = state.rule(self.start, self.skip(source, 0))
        if result is None or result[0] < len(source):
            raise ParseError(source, state.furthest, frozenset(state.expected))
        return result[1][0], state

    @classmethod
    def from_text(cls, text: str) -> Grammar:
        tree, _ = BOOTSTRAP.parse(text)
        return cls(dict(GrammarBuilder(text).visit(rule) for rule in tree))


class Visitor(Generic[T]):
    """Calls the method that is named like the node; without one, a node with one child is that child."""

    def __init__(self, source: str) -> None:
        self.source = source

    def visit(self, tree: Tree) -> T:
        method: Callable[..., T] | None = getattr(self, tree.name, None)
        if method is None:
            (only,) = tree.children
            return self.visit(only)
        return method(tree, *map(self.visit, tree.children))

    def text(self, tree: Tree) -> str:
        return tree.text(self.source)


class GrammarBuilder(Visitor[Any]):
    def rule(self, tree: Tree, name: str, body: Expression) -> tuple[str, Expression]:
        return name, body

    def name(self, tree: Tree) -> str:
        return self.text(tree)

    def choice(self, tree: Tree, *options: Expression) -> Expression:
        return options[0] if len(options) == 1 else Choice(options)

    def sequence(self, tree: Tree, *parts: Expression) -> Expression:
        return parts[0] if len(parts) == 1 else Sequence(parts)

    def prefixed(self, tree: Tree, inner: Expression) -> Expression:
        sign = self.text(tree)[0]
        return Lookahead(inner, sign == "&") if sign in "&!" else inner

    def suffixed(self, tree: Tree, inner: Expression) -> Expression:
        sign = self.text(tree)[-1]
        literal = isinstance(inner, (Literal, Pattern)) and len(tree.children) and tree.children[0].end == tree.end
        return Repeat(inner, *Repeat.SIGNS[sign]) if sign in Repeat.SIGNS and not literal else inner

    def reference(self, tree: Tree, name: str) -> Expression:
        return Rule(name)

    def literal(self, tree: Tree) -> Expression:
        return Literal(self.text(tree)[1:-1])

    def pattern(self, tree: Tree) -> Expression:
        return Pattern(re.compile(self.text(tree)[1:-1]))


BOOTSTRAP = Grammar({
    "grammar": Repeat(Rule("rule"), 1, None),
    "rule": Sequence((Rule("name"), Literal("="), Rule("choice"), Literal(";"))),
    "choice": Sequence((Rule("sequence"), Repeat(Sequence((Literal("|"), Rule("sequence"))), 0, None))),
    "sequence": Repeat(Rule("prefixed"), 1, None),
    "prefixed": Sequence((Repeat(Pattern(re.compile("[&!]")), 0, 1), Rule("suffixed"))),
    "suffixed": Sequence((Rule("atom"), Repeat(Pattern(re.compile("[*+?]")), 0, 1))),
    "atom": Choice((Rule("reference"), Rule("literal"), Rule("pattern"), Sequence((Literal("("), Rule("choice"), Literal(")"))))),
    "reference": Sequence((Rule("name"), Lookahead(Literal("="), False))),
    "literal": Pattern(re.compile(r"'[^']*'")),
    "pattern": Pattern(re.compile(r"/(?:\\.|[^/])+/")),
    "name": Pattern(re.compile(r"[a-z_]+")),
})

PROGRAM = r"""
program = statement+ ;
statement = function | loop | branch | assignment ;
function = 'def' name '(' (name (',' name)*)? ')' block ;     # names and a body
loop = 'while' _expression block ;
branch = 'if' _expression block ('else' (branch | block))? ;
assignment = name '=' _expression ';' ;
block = '{' statement* '}' ;
_expression = comparison ;
comparison = sum (/[<>]=?|==|!=/ sum)? ;
sum = add | subtract | _product ;
add = sum '+' _product ;
subtract = sum '-' _product ;
_product = multiply | _unary ;
multiply = _unary '*' _product ;
_unary = negation | _postfix ;
negation = '-' _unary ;
_postfix = call | _atom ;
call = name '(' (_expression (',' _expression)*)? ')' ;
_atom = number | name | '(' _expression ')' ;
number = /\d+(?:\.\d+)?/ ;
name = !keyword /[a-z]\w*/ ;
keyword = /(?:def|while|if|else)\b/ ;
"""
SETTINGS = r"""
settings = section* ;
section = '[' key ('.' key)* ']' entry* ;
entry = key '=' _value ;
_value = list | table | string | number | flag ;
list = '[' (_value (',' _value)*)? ']' ;
table = '{' (entry (',' entry)*)? '}' ;
key = /[a-z][a-z0-9_-]*/ ;
string = /"[^"]*"/ ;
number = /-?\d+(?:\.\d+)?/ ;
flag = 'true' | 'false' ;
"""


class Settings(Visitor[Any]):
    def settings(self, tree: Tree, *sections: tuple[str, dict[str, Any]]) -> dict[str, Any]:
        return dict(sections)

    def section(self, tree: Tree, *parts: Any) -> tuple[str, dict[str, Any]]:
        return ".".join(p for p in parts if isinstance(p, str)), dict(p for p in parts if isinstance(p, tuple))

    def entry(self, tree: Tree, key: str, value: Any) -> tuple[str, Any]:
        return key, value

    def table(self, tree: Tree, *entries: tuple[str, Any]) -> dict[str, Any]:
        return dict(entries)

    def list(self, tree: Tree, *values: Any) -> tuple[Any, ...]:
        return values

    def number(self, tree: Tree) -> float:
        return float(self.text(tree))

    def flag(self, tree: Tree) -> bool:
        return self.text(tree) == "true"

    def key(self, tree: Tree) -> str:
        return self.text(tree).strip('"')

    string = key


class Generator:
    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def expression(self, depth: int = 3) -> str:
        kinds = ["number", "name"] + ["binary", "call", "group", "minus"] * bool(depth)
        match self.rng.choice(kinds):
            case "number":
                return str(self.rng.randrange(100))
            case "name":
                return self.rng.choice(["a", "total", "iffy", "x1"])
            case "binary":
                return f" {self.rng.choice('+-*')} ".join(self.expression(depth - 1) for _ in range(3))
            case "call":
                return f"f({', '.join(self.expression(depth - 1) for _ in range(self.rng.randrange(3)))})"
            case "group":
                return f"({self.expression(depth - 1)} < {self.expression(depth - 1)})"
        return "-" + self.expression(depth - 1)

    def statements(self, depth: int = 2) -> str:
        lines = [f"{self.rng.choice('abc')} = {self.expression()};  # remark" for _ in range(self.rng.randint(1, 3))]
        if depth:
            body = self.statements(depth - 1)
            lines.append(self.rng.choice(["def f(a, b) {{\n{}}}", "while a < 10 {{\n{}}}", "if a {{ {} }} else {{ }}"]).format(body))
        return "\n".join(lines) + "\n"

    def value(self, depth: int = 2) -> str:
        options = [f'"{self.rng.random():.3f}"', str(self.rng.randint(-9, 99)), "true"]
        if depth:
            options += [f"[{', '.join(self.value(depth - 1) for _ in range(3))}]", f"{{ k = {self.value(depth - 1)}, l = 1.5 }}"]
        return self.rng.choice(options)

    def settings(self) -> str:
        return "\n".join(f"[s{n}.part]\n" + "\n".join(f"key-{i} = {self.value()}" for i in range(4)) for n in range(4)) + "\n"


def main() -> None:
    digest, nodes, hits, misses, errors = hashlib.sha256(), 0, 0, 0, 0
    for seed in range(40):
        program, settings, generator = Grammar.from_text(PROGRAM), Grammar.from_text(SETTINGS), Generator(seed)
        source = "".join(generator.statements() for _ in range(2))
        tree, state = program.parse(source)
        hits, misses = hits + state.hits, misses + state.misses
        for node in tree.walk():
            nodes += 1
            digest.update(f"{node.name}:{node.start}-{node.end} ".encode())
        text = generator.settings()
        digest.update(repr(Settings(text).visit(settings.parse(text)[0])).encode())
        for grammar, good in ((program, source), (settings, text)):
            cut = generator.rng.randrange(len(good))
            try:
                grammar.parse(good[:cut] + "@" + good[cut:])
            except ParseError as error:
                errors += 1
                digest.update(str(error).encode())
    print(f"{nodes} nodes, {hits} hits and {misses} misses of the memo, {errors} errors")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
