"""Scrapes a made-up shop: parses HTML into a tree, runs CSS selectors on it and follows the links between pages."""

from __future__ import annotations

import html
import random
import re
import zlib
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html.parser import HTMLParser
from typing import Callable, Iterator
from urllib.parse import parse_qs, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
CLOSED_BY = {"li": {"li"}, "p": {"p", "ul", "div", "table"}, "tr": {"tr"}, "td": {"td", "tr"}}


class Element:
    __slots__ = ("tag", "attributes", "children", "parent", "__dict__")

    def __init__(self, tag: str, attributes: dict[str, str] | None = None) -> None:
        self.tag = tag
        self.attributes = attributes or {}
        self.children: list[Element | str] = []
        self.parent: Element | None = None

    def append(self, child: Element | str) -> None:
        if isinstance(child, Element):
            child.parent = self
        self.children.append(child)

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        parts = []
        for child in self.children:
            parts.append(child.text if isinstance(child, Element) else child)
        return re.sub(r"\s+", " ", "".join(parts)).strip()

    def __iter__(self) -> Iterator[Element]:
        """All elements below this one in document order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    def ancestors(self) -> Iterator[Element]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def select(self, selector: str) -> list[Element]:
        alternatives = compile_selector(selector)
        return [element for element in self if any(matches(element) for matches in alternatives)]

    def first(self, selector: str) -> Element:
        found = self.select(selector)
        if not found:
            raise LookupError(f"nothing matches {selector!r} in <{self.tag}>")
        return found[0]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)


class TreeBuilder(HTMLParser):
    """Builds elements and repairs what authors leave out: end tags of items, cells and paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document")
        self.stack = [self.root]
        self.repairs: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while tag in CLOSED_BY.get(self.stack[-1].tag, ()):
            self.repairs[self.stack.pop().tag] += 1
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1].append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag == tag:
                for element in self.stack[depth + 1 :]:
                    self.repairs[element.tag] += 1
                del self.stack[depth:]
                return
        self.repairs["/" + tag] += 1

    def handle_data(self, data: str) -> None:
        self.stack[-1].append(data)

    @classmethod
    def parse(cls, text: str) -> tuple[Element, Counter[str]]:
        builder = cls()
        for start in range(0, len(text), 700):
            builder.feed(text[start : start + 700])
        builder.close()
        return builder.root, builder.repairs


Matcher = Callable[[Element], bool]
SIMPLE = re.compile(
    r"(?P<tag>\w+|\*)|\#(?P<id>[\w-]+)|\.(?P<class>[\w-]+)"
    r"|\[(?P<name>[\w-]+)(?:(?P<op>[*^$]?=)\"?(?P<value>[^\]\"]*)\"?)?\]|:(?P<pseudo>[\w-]+)"
)
ATTRIBUTE_TESTS: dict[str, Callable[[str, str], bool]] = {
    "=": str.__eq__,
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": str.__contains__,
}


def is_first_child(element: Element) -> bool:
    siblings = [child for child in element.parent.children if isinstance(child, Element)]
    return siblings[0] is element


def compile_simple(text: str) -> Matcher:
    tests: list[Matcher] = []
    position = 0
    for match in SIMPLE.finditer(text):
        if match.start() != position:
            break
        position = match.end()
        if (tag := match["tag"]) and tag != "*":
            tests.append(lambda element, tag=tag: element.tag == tag)
        elif wanted := match["id"]:
            tests.append(lambda element, wanted=wanted: element.get("id") == wanted)
        elif name := match["class"]:
            tests.append(lambda element, name=name: name in element.classes)
        elif name := match["name"]:
            if operator := match["op"]:
                compare, value = ATTRIBUTE_TESTS[operator], match["value"]
                tests.append(lambda e, name=name, compare=compare, value=value: compare(e.get(name), value))
            else:
                tests.append(lambda element, name=name: name in element.attributes)
        elif match["pseudo"] == "first-child":
            tests.append(is_first_child)
        elif match["pseudo"]:
            raise ValueError(f"no pseudo-class {match['pseudo']!r}")
    if position != len(text):
        raise ValueError(f"cannot read {text[position:]!r} in a selector")
    return lambda element: all(test(element) for test in tests)


def descends(outer: Matcher, inner: Matcher, *, direct: bool) -> Matcher:
    def matches(element: Element) -> bool:
        if not inner(element):
            return False
        if direct:
            return element.parent is not None and outer(element.parent)
        return any(outer(ancestor) for ancestor in element.ancestors())

    return matches


@lru_cache(maxsize=128)
def compile_selector(selector: str) -> tuple[Matcher, ...]:
    alternatives = []
    for alternative in selector.split(","):
        matcher: Matcher | None = None
        direct = False
        for word in alternative.split():
            if word == ">":
                direct = True
                continue
            simple = compile_simple(word)
            matcher = simple if matcher is None else descends(matcher, simple, direct=direct)
            direct = False
        if matcher is None:
            raise ValueError("empty selector")
        alternatives.append(matcher)
    return tuple(alternatives)


@dataclass
class Product:
    name: str
    cents: int
    tags: list[str]
    attributes: dict[str, str] = field(default_factory=dict)


class Shop:
    """The server: every page is made from its address alone."""

    def __init__(self, pages: int) -> None:
        self.pages = pages

    def fetch(self, url: str) -> str:
        parts = urlsplit(url)
        if parts.path != "/list":
            raise FileNotFoundError(parts.path)
        query = parse_qs(parts.query)
        number = int(query["page"][0])
        category = query.get("in", ["all & sundry"])[0]
        source = random.Random(f"{category}{number}")
        items = "\n".join(self.item(source, index) for index in range(12))
        links = [f"<a href='?{urlencode({'page': n, 'in': category})}#top'>{n}</a>" for n in self.neighbours(number)]
        return (
            f"<!DOCTYPE html><html><head><title>{html.escape(category)} &ndash; {number}</title>"
            f"<script>if (1 < 2) {{ show('<b>no element</b>'); }}</script></head>\n"
            f"<body><!-- page {number} --><div id=main class='wide list'><ul>{items}</ul></div>"
            f"<div class=nav>{' '.join(links)}<a href='/about'>About</a><hr></div></body></html>"
        )

    def neighbours(self, number: int) -> list[int]:
        return [n for n in (number - 1, number * 2 % self.pages, number + 1) if 0 <= n < self.pages]

    @staticmethod
    def item(source: random.Random, index: int) -> str:
        name = " ".join(source.sample(["Old", "R&D", "Größe", "<Mini>", "Lamp", "Desk", "Vase"], k=3))
        tags = "".join(f"<span class='tag t{source.randrange(5)}'>{word}</span>" for word in source.sample("abcdef", k=2))
        rows = "".join(f"<tr><td>{key}<td>{source.randrange(200)}&nbsp;cm" for key in ("width", "height", "depth"))
        price = f"{source.randrange(1000)}.{source.randrange(100):02d}"
        style = "sale" if source.random() < 0.3 else "plain"
        return (
            f"<li class='item {style}' data-id=\"{index}\"><h2>{html.escape(name)}</h2>{tags}<p>Made by hand.<br>"
            f"<img src='/i/{quote(name)}.png' alt=''/><table>{rows}</table><b class=price>&euro; {price}</b>"
        )


class Scraper:
    def __init__(self, fetch: Callable[[str], str], limit: int) -> None:
        self.fetch = fetch
        self.limit = limit
        self.products: list[Product] = []
        self.repairs: Counter[str] = Counter()
        self.failures: list[str] = []
        self.titles: list[str] = []

    @staticmethod
    def canonical(base: str, link: str) -> str:
        parts = urlsplit(urljoin(base, link))
        query = urlencode(sorted(parse_qs(parts.query).items()), doseq=True)
        return urlunsplit(parts._replace(netloc=parts.netloc.lower(), query=query, fragment=""))

    def run(self, start: str) -> None:
        queue = deque([self.canonical(start, "")])
        seen = set(queue)
        while queue and len(self.titles) < self.limit:
            url = queue.popleft()
            try:
                page, repairs = TreeBuilder.parse(self.fetch(url))
            except OSError as error:
                self.failures.append(f"{type(error).__name__} {error}")
                continue
            self.repairs += repairs
            self.titles.append(page.first("title").text)
            self.products.extend(self.extract(page))
            for link in page.select(".nav a[href]"):
                target = self.canonical(url, link.get("href"))
                if target not in seen:
                    seen.add(target)
                    queue.append(target)

    def extract(self, page: Element) -> Iterator[Product]:
        for item in page.select("#main > ul > li.item"):
            price = re.search(r"(\d+)\.(\d\d)", item.first("b.price").text)
            tags = [tag.text for tag in item.select("span.tag:first-child, span[class$=t1], span[class*=t2]")]
            cells = [cell.text for cell in item.select("tr td")]
            product = Product(item.first("h2").text, int(price[1] + price[2]), tags)
            product.attributes.update(zip(cells[::2], cells[1::2]))
            product.attributes["image"] = unquote(item.first("img[src^=/i/]").get("src")).rpartition("/")[2]
            if "sale" in item.classes:
                product.cents = product.cents * 9 // 10
            yield product


def main() -> None:
    scraper = Scraper(Shop(pages=400).fetch, limit=105)
    scraper.run("HTTPS://Shop.example/list?in=lamps+%26+more&page=7#top")
    by_price = sorted(scraper.products, key=lambda product: (product.cents, product.name))
    for product in by_price[:2] + by_price[-2:]:
        print(f"{product.cents / 100:8.2f} {product.name:24} {','.join(product.tags):6} {product.attributes}")
    print(f"{len(scraper.titles)} pages, {len(by_price)} products, last {scraper.titles[-1]!r}, {scraper.failures}")
    print("repairs:", dict(sorted(scraper.repairs.items())))
    for selector in ("a:hover", "p >> q", "b!"):
        try:
            compile_selector(selector)
        except ValueError as error:
            print("refused:", error)
    print(f"checksum {zlib.crc32(repr(scraper.products).encode()):08x}")


if __name__ == "__main__":
    main()
