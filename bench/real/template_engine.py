"""A template engine renders the pages of a shop: lexer, parser, node tree, filters, macros, inheritance, escaping."""

from __future__ import annotations

import hashlib
import html
import operator
import random
import re
from abc import ABC, abstractmethod
from collections import ChainMap
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Callable, Iterator

TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<string>"[^"]*"|'[^']*')|(?P<name>[A-Za-z_]\w*)|(?P<op>[=!<>]=|[-+*/%<>.,()|\[\]~=]))"""
)


class TemplateError(Exception):
    """A template that cannot be parsed or rendered."""


class Markup(str):
    """Text that is safe and must not be escaped again."""

    __slots__ = ()

    @classmethod
    def escape(cls, value: Any) -> Markup:
        return value if isinstance(value, cls) else cls(html.escape(str(value)))


class FilterRegistry:
    def __init__(self) -> None:
        self._filters: dict[str, Callable[..., Any]] = {}

    def register(self, name: str | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            self._filters[name or function.__name__] = function
            return function

        return decorate

    def __getitem__(self, name: str) -> Callable[..., Any]:
        try:
            return self._filters[name]
        except KeyError:
            raise TemplateError(f"unknown filter {name!r}") from None


filters = FilterRegistry()
filters.register("upper")(lambda value: str(value).upper())
filters.register("length")(len)
filters.register("safe")(Markup)


@filters.register()
def default(value: Any, fallback: Any = "") -> Any:
    return fallback if value is None or value == "" else value


@filters.register()
def join(values: Any, separator: str = ", ") -> str:
    return separator.join(str(value) for value in values)


@filters.register()
def money(value: float, currency: str = "EUR") -> str:
    return f"{value:,.2f} {currency}"


@filters.register()
def truncate(value: str, width: int = 20) -> str:
    return value if len(value) <= width else value[: width - 3].rsplit(" ", 1)[0] + "..."


@filters.register("sort")
def sort_by(values: Any, attribute: str | None = None, *, reverse: bool = False) -> list[Any]:
    return sorted(values, key=operator.attrgetter(attribute) if attribute else None, reverse=reverse)


class Context:
    """Names of a template in scopes; the innermost wins."""

    def __init__(self, engine: Engine, **names: Any) -> None:
        self.engine = engine
        self.scopes = ChainMap(names)
        self.blocks: dict[str, list[Block]] = {}

    def __getitem__(self, name: str) -> Any:
        return self.scopes.get(name)

    def __setitem__(self, name: str, value: Any) -> None:
        self.scopes[name] = value

    @contextmanager
    def scope(self, **names: Any) -> Iterator[None]:
        outer = self.scopes
        self.scopes = outer.new_child(names)
        try:
            yield
        finally:
            self.scopes = outer


# ---- expressions: parsed into closures of a context

Expression = Callable[[Context], Any]
BINARY = {
    "or": (1, None), "and": (2, None), "==": (3, operator.eq), "!=": (3, operator.ne), "<": (3, operator.lt), ">": (3, operator.gt),
    "<=": (3, operator.le), ">=": (3, operator.ge), "in": (3, lambda a, b: a in b), "~": (4, lambda a, b: f"{a}{b}"),
    "+": (5, operator.add), "-": (5, operator.sub), "*": (6, operator.mul), "/": (6, operator.truediv), "%": (6, operator.mod),
}
CONSTANTS = {"true": True, "false": False, "none": None}


def get_member(value: Any, name: Any) -> Any:
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(name, str):
        return getattr(value, name, None)
    try:
        return value[name]
    except (IndexError, TypeError):
        return None


class ExpressionParser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = list(self._scan(source))
        self.position = 0

    @staticmethod
    def _scan(source: str) -> Iterator[tuple[str, str]]:
        position, end = 0, len(source.rstrip())
        while position < end:
            match = TOKEN.match(source, position)
            if match is None:
                raise TemplateError(f"bad character in {source!r}")
            yield match.lastgroup, match[match.lastgroup]
            position = match.end()
        yield "end", ""

    @property
    def text(self) -> str:
        return self.tokens[self.position][1]

    def advance(self) -> tuple[str, str]:
        self.position += 1
        return self.tokens[self.position - 1]

    def accept(self, text: str) -> bool:
        if self.text != text:
            return False
        self.position += 1
        return True

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise TemplateError(f"expected {text!r} in {self.source!r}, not {self.text!r}")

    def parse(self, *, whole: bool = True) -> Expression:
        result = self.binary(0)
        if whole and self.tokens[self.position][0] != "end":
            raise TemplateError(f"unexpected {self.text!r} in {self.source!r}")
        return result

    def binary(self, least: int) -> Expression:
        left = self.unary()
        while self.text in BINARY and BINARY[self.text][0] > least:
            name = self.advance()[1]
            precedence, function = BINARY[name]
            left = self.combine(name, function, left, self.binary(precedence))
        return left

    @staticmethod
    def combine(name: str, function: Callable[[Any, Any], Any] | None, left: Expression, right: Expression) -> Expression:
        if name == "or":
            return lambda context: left(context) or right(context)
        if name == "and":
            return lambda context: left(context) and right(context)
        return lambda context: function(left(context), right(context))

    def unary(self) -> Expression:
        if self.accept("not"):
            operand = self.unary()
            return lambda context: not operand(context)
        return self.postfix()

    def postfix(self) -> Expression:
        value = self.primary()
        while True:
            if self.accept("."):
                value = self.member(value, lambda context, name=self.advance()[1]: name)
            elif self.accept("["):
                value = self.member(value, self.binary(0))
                self.expect("]")
            elif self.accept("("):
                value = self.call(value, *self.arguments())
            elif self.accept("|"):
                function = filters[self.advance()[1]]
                args, kwargs = self.arguments() if self.accept("(") else ([], {})
                value = self.call(lambda context, function=function: function, [value, *args], kwargs)
            else:
                return value

    @staticmethod
    def member(value: Expression, name: Expression) -> Expression:
        return lambda context: get_member(value(context), name(context))

    @staticmethod
    def call(function: Expression, args: list[Expression], kwargs: dict[str, Expression]) -> Expression:
        if not kwargs:
            return lambda context: function(context)(*[arg(context) for arg in args])
        return lambda context: function(context)(*[arg(context) for arg in args], **{k: v(context) for k, v in kwargs.items()})

    def arguments(self) -> tuple[list[Expression], dict[str, Expression]]:
        args, kwargs = [], {}
        while not self.accept(")"):
            if self.tokens[self.position + 1][1] == "=":
                name = self.advance()[1]
                self.expect("=")
                kwargs[name] = self.binary(0)
            else:
                args.append(self.binary(0))
            if self.text != ")":
                self.expect(",")
        return args, kwargs

    def primary(self) -> Expression:
        kind, text = self.advance()
        if kind == "number":
            value = float(text) if "." in text else int(text)
        elif kind == "string":
            value = text[1:-1]
        elif kind == "name" and text in CONSTANTS:
            value = CONSTANTS[text]
        elif kind == "name":
            return lambda context: context[text]
        elif text == "(":
            inner = self.binary(0)
            self.expect(")")
            return inner
        else:
            raise TemplateError(f"unexpected {text!r} in {self.source!r}")
        return lambda context: value


# ---- nodes


class Node(ABC):
    @abstractmethod
    def render(self, context: Context) -> Iterator[str]: ...


@dataclass
class Text(Node):
    text: str

    def render(self, context: Context) -> Iterator[str]:
        yield self.text


@dataclass
class Output(Node):
    value: Expression

    def render(self, context: Context) -> Iterator[str]:
        value = self.value(context)
        if value is not None:
            yield Markup.escape(value)


@dataclass
class Body(Node):
    nodes: list[Node] = field(default_factory=list)

    def render(self, context: Context) -> Iterator[str]:
        for node in self.nodes:
            yield from node.render(context)


@dataclass
class If(Node):
    branches: list[tuple[Expression, Body]]
    otherwise: Body

    def render(self, context: Context) -> Iterator[str]:
        for condition, body in self.branches:
            if condition(context):
                return body.render(context)
        return self.otherwise.render(context)


@dataclass(frozen=True)
class LoopState:
    index: int
    total: int

    @property
    def first(self) -> bool:
        return self.index == 1

    @property
    def last(self) -> bool:
        return self.index == self.total

    def cycle(self, *values: Any) -> Any:
        return values[(self.index - 1) % len(values)]


@dataclass
class For(Node):
    names: list[str]
    items: Expression
    body: Body
    otherwise: Body

    def render(self, context: Context) -> Iterator[str]:
        items = list(self.items(context) or ())
        for index, item in enumerate(items, 1):
            bound = dict(zip(self.names, item)) if len(self.names) > 1 else {self.names[0]: item}
            with context.scope(loop=LoopState(index, len(items)), **bound):
                yield from self.body.render(context)
        if not items:
            yield from self.otherwise.render(context)


@dataclass
class Set(Node):
    name: str
    value: Expression

    def render(self, context: Context) -> Iterator[str]:
        context[self.name] = self.value(context)
        return iter(())


@dataclass
class Block(Node):
    name: str
    body: Body

    def render(self, context: Context) -> Iterator[str]:
        chain = context.blocks.get(self.name) or [self]
        yield from self._render_level(context, chain, 0)

    def _render_level(self, context: Context, chain: list[Block], level: int) -> Iterator[str]:
        def parent() -> Markup:
            return Markup("".join(self._render_level(context, chain, level + 1)) if level + 1 < len(chain) else "")

        with context.scope(super=parent):
            yield from chain[level].body.render(context)


@dataclass
class Macro(Node):
    name: str
    parameters: list[str]
    body: Body

    def render(self, context: Context) -> Iterator[str]:
        def macro(*args: Any, **kwargs: Any) -> Markup:
            with context.scope(**{**dict.fromkeys(self.parameters), **dict(zip(self.parameters, args)), **kwargs}):
                return Markup("".join(self.body.render(context)))

        context[self.name] = macro
        return iter(())


@dataclass
class Include(Node):
    name: Expression

    def render(self, context: Context) -> Iterator[str]:
        return context.engine.template(self.name(context)).body.render(context)


@dataclass
class Template:
    body: Body
    blocks: dict[str, Block]
    parent: str | None = None


class Parser:
    def __init__(self, source: str) -> None:
        self.pieces = iter(TAG.split(source))
        self.template = Template(Body(), {})

    def parse(self) -> Template:
        self.template.body, _ = self.body()
        return self.template

    def body(self, *ends: str) -> tuple[Body, str]:
        """The nodes up to one of the closing tags, and that tag."""
        body = Body()
        for piece in self.pieces:
            if piece.startswith("{%"):
                word, _, rest = piece[2:-2].strip().partition(" ")
                if word in ends:
                    return body, f"{word} {rest}"
                handler = getattr(self, f"tag_{word}", None)
                if handler is None:
                    raise TemplateError(f"unknown tag {word!r}")
                node = handler(rest)
                if node is not None:
                    body.nodes.append(node)
            elif piece.startswith("{{"):
                body.nodes.append(Output(ExpressionParser(piece[2:-2]).parse()))
            elif piece and not piece.startswith("{#"):
                body.nodes.append(Text(piece))
        if ends:
            raise TemplateError(f"missing {' or '.join(ends)}")
        return body, ""

    def tag_if(self, rest: str) -> Node:
        branches, otherwise = [], Body()
        while True:
            condition = ExpressionParser(rest).parse()
            body, end = self.body("elif", "else", "endif")
            branches.append((condition, body))
            word, _, rest = end.partition(" ")
            if word == "else":
                otherwise, _ = self.body("endif")
            if word != "elif":
                return If(branches, otherwise)

    def tag_for(self, rest: str) -> Node:
        names, _, items = rest.partition(" in ")
        body, end = self.body("else", "endfor")
        otherwise = self.body("endfor")[0] if end.startswith("else") else Body()
        return For([name.strip() for name in names.split(",")], ExpressionParser(items).parse(), body, otherwise)

    def tag_set(self, rest: str) -> Node:
        name, _, value = rest.partition("=")
        return Set(name.strip(), ExpressionParser(value).parse())

    def tag_block(self, rest: str) -> Node:
        block = self.template.blocks[rest] = Block(rest, self.body("endblock")[0])
        return block

    def tag_macro(self, rest: str) -> Node:
        name, _, parameters = rest.rstrip(")").partition("(")
        return Macro(name, [p.strip() for p in parameters.split(",") if p.strip()], self.body("endmacro")[0])

    def tag_include(self, rest: str) -> Node:
        return Include(ExpressionParser(rest).parse())

    def tag_extends(self, rest: str) -> None:
        self.template.parent = rest.strip("\"' ")


class Engine:
    def __init__(self, sources: dict[str, str]) -> None:
        self.sources = sources
        self.cache: dict[str, Template] = {}

    def template(self, name: str) -> Template:
        if name not in self.cache:
            try:
                self.cache[name] = Parser(self.sources[name]).parse()
            except KeyError as error:
                raise TemplateError(f"no template {error}") from error
        return self.cache[name]

    def render(self, name: str, **names: Any) -> str:
        context = Context(self, **names)
        template = self.template(name)
        while True:
            for block_name, block in template.blocks.items():
                context.blocks.setdefault(block_name, []).append(block)
            if template.parent is None:
                return "".join(template.body.render(context))
            for node in template.body.nodes:
                if isinstance(node, (Macro, Set)):
                    list(node.render(context))
            template = self.template(template.parent)


# ---- the shop

SOURCES = {
    "base.html": """<html><head><title>{% block title %}Shop{% endblock %}</title></head>
<body>{% include "menu.html" %}<main>{% block content %}{% endblock %}</main>{# the end #}</body></html>""",
    "menu.html": """<nav>{% for label, target in menu %}<a href="{{ target }}"{% if loop.first %} class="home"{% endif %}>{{ label }}</a>{% endfor %}</nav>""",
    "list.html": """{% extends "base.html" %}{% macro price(item, strong) %}{% if strong %}<b>{{ item.price|money }}</b>{% else %}
{{ item.price|money("USD") }}{% endif %}{% endmacro %}{% block title %}{{ super() }} - {{ category|upper }}{% endblock %}
{% block content %}<h1>{{ category }} ({{ items|length }})</h1>{% for item in items|sort("price", reverse=true) %}
<tr class="{{ loop.cycle("odd", "even") }}">{% set total = item.price * item.stock %}<td>{{ item.name|truncate(24) }}</td>
<td>{{ price(item, strong=item.price > 500) }}</td><td>{{ item.tags|join(" / ")|default("none") }}</td>
{% if item.stock == 0 %}<td>sold out</td>{% elif item.stock < 5 and not item.featured %}<td>only {{ item.stock }} left</td>
{% else %}<td>{{ total|money }} in stock {{ loop.index ~ "/" ~ loop.total }}</td>{% endif %}</tr>
{% else %}<p>nothing</p>{% endfor %}{% endblock %}""",
    "detail.html": """{% extends "base.html" %}{% block title %}{{ item.name }}{% endblock %}{% block content %}
{% for review in item.reviews %}<q>{{ review.text }}</q> by {{ review.author|default("anonymous") }}: {{ review.stars + 1 }} of {{ 2 * 3 }}
{% if "good" in review.text %}!{% endif %}{% else %}no reviews{% endfor %}{{ item.note|safe }}{% endblock %}""",
}


@dataclass
class Item:
    name: str
    price: float
    stock: int
    tags: list[str]
    reviews: list[dict[str, Any]]
    note: str = "<hr>"

    @property
    def featured(self) -> bool:
        return self.price * self.stock > 2000


def make_items(rng: random.Random, count: int) -> list[Item]:
    words = ["solid", "table", "<lamp>", "good", "chair & desk", "red", "oak", "\"quoted\"", "mirror"]
    reviews = lambda: [{"text": " ".join(rng.sample(words, 4)), "author": rng.choice(["Ann", None, "Bo"]), "stars": rng.randrange(5)}
                       for _ in range(rng.randrange(4))]
    return [Item(" ".join(rng.sample(words, 4)), rng.randrange(100, 99999) / 100, rng.randrange(12), rng.sample(words, rng.randrange(3)), reviews())
            for _ in range(count)]


def main() -> None:
    rng = random.Random(20)
    menu = [("Home", "/"), ("Search & find", "/find?a=1&b=2"), ("Basket", "/basket")]
    digest, length, failures = hashlib.sha256(), 0, 0
    for round_number in range(45):
        engine = Engine(SOURCES)
        for category in ("garden", "office", "kitchen"):
            items = make_items(rng, 25 * (round_number % 3))
            pages = [engine.render("list.html", menu=menu, category=category, items=items)]
            pages += [engine.render("detail.html", menu=menu, item=item) for item in items]
            for page in pages:
                length += len(page)
                digest.update(page.encode())
        for source in ("{% if a %}", "{{ a b }}", "{{ a|nothing }}", "{% wrong %}", "{{ (a }}", "{% include 'missing' %}"):
            try:
                Engine({"bad": source}).render("bad", a=1)
            except TemplateError as error:
                failures += 1
                digest.update(str(error).encode())
    print(f"{length} characters, {failures} failures")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
