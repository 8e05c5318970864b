"""Builds, parses, queries and transforms XML: an order feed becomes a grouped report with totals and a change list."""

from __future__ import annotations

import functools
import io
import random
import zlib
import xml.etree.ElementTree as ET
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Callable, Iterator, get_type_hints
from xml.sax.saxutils import quoteattr

SHOP = "urn:example:shop"
NAMES = {"s": SHOP}
ET.register_namespace("s", SHOP)


class SchemaError(ValueError):
    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


def qualified(name: str) -> str:
    return f"{{{SHOP}}}{name}"


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


CONVERTERS: dict[type, Callable[[str], Any]] = {int: int, str: str, date: date.fromisoformat, bool: "true".__eq__}


@functools.cache
def typed_fields(cls: type) -> list[tuple[str, type]]:
    hints = get_type_hints(cls)
    return [(field.name, hints[field.name]) for field in fields(cls)]


class XmlRecord:
    """Reads and writes dataclasses whose simple fields are attributes."""

    @classmethod
    def from_element(cls, element: ET.Element, path: str = ""):
        values = {}
        for name, kind in typed_fields(cls):
            text = element.get(name)
            if text is None:
                raise SchemaError(path or local(element.tag), f"attribute {name!r} is missing")
            try:
                values[name] = CONVERTERS[kind](text)
            except ValueError as error:
                raise SchemaError(path or local(element.tag), str(error)) from error
        return cls(**values)

    def to_element(self, tag: str) -> ET.Element:
        element = ET.Element(qualified(tag))
        for name, _ in typed_fields(type(self)):
            value = getattr(self, name)
            element.set(name, str(value).lower() if isinstance(value, bool) else str(value))
        return element


@dataclass
class Line(XmlRecord):
    sku: str
    quantity: int
    cents: int

    @property
    def total(self) -> int:
        return self.quantity * self.cents


@dataclass
class Order(XmlRecord):
    number: int
    customer: str
    placed: date
    express: bool


class Builder:
    """Nested elements as nested with blocks."""

    def __init__(self, root: str, **attributes: object) -> None:
        self.root = ET.Element(root, {key: str(value) for key, value in attributes.items()})
        self._stack = [self.root]

    @contextmanager
    def element(self, tag: str, **attributes: object) -> Iterator[ET.Element]:
        child = ET.SubElement(self._stack[-1], tag, {key: str(value) for key, value in attributes.items()})
        self._stack.append(child)
        try:
            yield child
        finally:
            self._stack.pop()

    def leaf(self, tag: str, text: object = None, **attributes: object) -> None:
        with self.element(tag, **attributes) as child:
            child.text = None if text is None else str(text)


CUSTOMERS = ["Müller & Söhne", "O'Hara", 'The "Shop"', "a<b", "Éclair"]


def make_feed(seed: int, orders: int) -> str:
    source = random.Random(seed)
    root = ET.Element(qualified("feed"), version="2")
    root.append(ET.Comment(" made by a program "))
    day = date(2025, 2, 1)
    for number in range(orders):
        day += timedelta(days=source.randrange(2))
        order = Order(number, source.choice(CUSTOMERS), day, source.random() < 0.2).to_element("order")
        for _ in range(source.randrange(1, 6)):
            line = Line(f"K{source.randrange(40):03d}", source.randrange(1, 9), source.randrange(99, 9999))
            element = line.to_element("line")
            if source.random() < 0.3:
                note = ET.SubElement(element, qualified("note"))
                note.text = "please "
                ET.SubElement(note, qualified("em")).text = "gift-wrap"
                note[0].tail = " <this>\n"
            if source.random() < 0.01:
                element.set("quantity", "several")
            order.append(element)
        if source.random() < 0.01:
            del order.attrib["placed"]
        root.append(order)
    return ET.tostring(root, encoding="unicode")


class Feed:
    def __init__(self, text: str) -> None:
        self.orders: list[tuple[Order, list[Line]]] = []
        self.problems: list[str] = []
        self.events: dict[str, int] = defaultdict(int)
        for event, element in ET.iterparse(io.BytesIO(text.encode()), events=("start", "end", "start-ns")):
            if event == "start-ns":
                self.events[f"{event} {element[0]}"] += 1
                continue
            self.events[f"{event} {local(element.tag)}"] += 1
            if event == "end" and element.tag == qualified("order"):
                try:
                    self.orders.append(self.read(element))
                except SchemaError as error:
                    self.problems.append(str(error))
                element.clear()

    @staticmethod
    def read(element: ET.Element) -> tuple[Order, list[Line]]:
        path = f"order[{element.get('number')}]"
        lines = element.findall("s:line", NAMES)
        return (
            Order.from_element(element, path),
            [Line.from_element(line, f"{path}/line[{i}]") for i, line in enumerate(lines, 1)],
        )


def build_report(feed: Feed) -> ET.Element:
    groups: dict[str, list[tuple[Order, list[Line]]]] = defaultdict(list)
    for order, lines in feed.orders:
        groups[order.customer].append((order, lines))
    builder = Builder("report", orders=len(feed.orders))
    for customer, members in sorted(groups.items()):
        months: dict[str, int] = defaultdict(int)
        for order, lines in members:
            months[order.placed.strftime("%Y-%m")] += sum(line.total for line in lines)
        with builder.element("customer", name=customer, express=sum(order.express for order, _ in members)):
            for month, cents in sorted(months.items()):
                with builder.element("month", id=month):
                    builder.leaf("total", f"{cents / 100:.2f}", currency="EUR")
            with builder.element("best"):
                ranked = sorted((line for _, lines in members for line in lines), key=lambda line: -line.total)
                for line in ranked[:3]:
                    builder.leaf("line", line.sku, value=line.total)
    return builder.root


Rule = Callable[["Transformer", ET.Element], str]


class Transformer:
    """Templates by tag, as in XSLT; a tag without one shows its children."""

    rules: dict[str, Rule] = {}

    @classmethod
    def template(cls, *tags: str) -> Callable[[Rule], Rule]:
        def register(rule: Rule) -> Rule:
            cls.rules.update(dict.fromkeys(tags, rule))
            return rule

        return register

    def apply(self, element: ET.Element) -> str:
        rule = self.rules.get(local(element.tag))
        return rule(self, element) if rule else self.children(element)

    def children(self, element: ET.Element, separator: str = "") -> str:
        return separator.join(self.apply(child) for child in element)


@Transformer.template("customer")
def show_customer(self: Transformer, element: ET.Element) -> str:
    total = sum(float(node.text) for node in element.iterfind("month/total"))
    return f"<section title={quoteattr(element.get('name'))}>{self.children(element)}<sum>{total:.2f}</sum></section>"


@Transformer.template("month")
def show_month(self: Transformer, element: ET.Element) -> str:
    return f"<row>{element.get('id')} {self.children(element)}</row>"


@Transformer.template("total", "line")
def show_text(self: Transformer, element: ET.Element) -> str:
    return f"<cell>{element.text}</cell>"


def differences(old: ET.Element, new: ET.Element, path: str = "") -> Iterator[str]:
    path = f"{path}/{local(old.tag)}"
    for name in sorted(old.attrib.keys() | new.attrib.keys()):
        if old.get(name) != new.get(name):
            yield f"{path}@{name}: {old.get(name)} -> {new.get(name)}"
    if (old.text or "").strip() != (new.text or "").strip():
        yield f"{path}: {old.text} -> {new.text}"
    for before, after in zip(old, new):
        yield from differences(before, after, path)
    if len(old) != len(new):
        yield f"{path}: {len(old)} children -> {len(new)}"


def main() -> None:
    text = make_feed(seed=3, orders=4000)
    feed = Feed(text)
    report = build_report(feed)
    ET.indent(report)
    pretty = ET.tostring(report, encoding="unicode", xml_declaration=True)
    again = ET.fromstring(pretty)
    assert not list(differences(report, again))

    tree = ET.fromstring(text)
    for order in tree.findall("s:order[@express='true']", NAMES):
        for note in order.iterfind(".//s:note", NAMES):
            note.set("words", "".join(note.itertext()).strip())
    for order in tree.findall("s:order", NAMES)[::100]:
        tree.remove(order)
    changed = build_report(Feed(ET.tostring(tree, encoding="unicode")))
    changes = list(differences(report, changed))

    html = Transformer().apply(report)
    try:
        ET.fromstring("<a><b></a>")
    except ET.ParseError as error:
        print("parser:", error, error.position)
    wrapped = len(tree.findall(".//s:note[@words]", NAMES))
    print(f"{len(text)} characters, {len(feed.orders)} orders, {len(feed.problems)} problems, {wrapped} express notes")
    print("events:", dict(sorted(feed.events.items())))
    print(feed.problems[0], "|", changes[0])
    summary = "\n".join([text, *feed.problems, pretty, html, *changes])
    print(f"{len(pretty)} {len(html)} {len(changes)} checksum {zlib.crc32(summary.encode()):08x}")


if __name__ == "__main__":
    main()
