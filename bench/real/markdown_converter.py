"""A Markdown converter: blocks by a recursive parser, spans by regular expressions, written as HTML and as plain text by visitors."""

from __future__ import annotations

import hashlib
import html
import io
import random
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Iterator, NamedTuple


@dataclass
class Block:
    children: list[Block] = field(default_factory=list, kw_only=True)

    def walk(self) -> Iterator[Block]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Document(Block):
    references: dict[str, str] = field(default_factory=dict)


@dataclass
class Heading(Block):
    level: int
    text: str

    @cached_property
    def anchor(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.text.lower()).strip("-")


@dataclass
class Paragraph(Block):
    text: str


@dataclass
class Code(Block):
    language: str
    text: str


@dataclass
class Quote(Block):
    pass


@dataclass
class Rule(Block):
    pass


@dataclass
class Items(Block):
    start: int | None = None


@dataclass
class Item(Block):
    done: bool | None = None


@dataclass
class Table(Block):
    head: list[str]
    alignments: list[str]
    rows: list[list[str]]


class BlockParser:
    """Lines to blocks; quotes and items are parsed by a parser of their own lines."""

    FENCE = re.compile(r"(`{3,}|~{3,})\s*(\w*)\s*$")
    HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
    RULE = re.compile(r"(?:\*\s*){3,}$|(?:-\s*){3,}$")
    BULLET = re.compile(r"(\s*)(?:[-*+]|(\d+)[.)])\s+(?:\[([ xX])\]\s+)?(?=\S)")
    REFERENCE = re.compile(r"\[([^\]]+)\]:\s*(\S+)\s*$")
    DIVIDER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")

    def __init__(self, lines: list[str], references: dict[str, str]) -> None:
        self.lines = lines
        self.references = references
        self.position = 0

    @classmethod
    def parse(cls, source: str) -> Document:
        document = Document()
        document.children = list(cls(source.expandtabs(4).splitlines(), document.references).blocks())
        return document

    def blocks(self) -> Iterator[Block]:
        while self.position < len(self.lines):
            line = self.lines[self.position]
            if not line.strip():
                self.position += 1
            elif match := self.FENCE.match(line):
                yield self.code(*match.groups())
            elif match := self.HEADING.match(line):
                self.position += 1
                yield Heading(len(match[1]), match[2])
            elif self.RULE.match(line):
                self.position += 1
                yield Rule()
            elif line.startswith(">"):
                yield self.quote()
            elif match := self.BULLET.match(line):
                yield self.items(match)
            elif match := self.REFERENCE.match(line):
                self.position += 1
                self.references[match[1].lower()] = match[2]
            elif "|" in line and self.position + 1 < len(self.lines) and self.DIVIDER.match(self.lines[self.position + 1]):
                yield self.table()
            else:
                yield self.paragraph()

    def code(self, fence: str, language: str) -> Code:
        start = self.position + 1
        end = next((n for n in range(start, len(self.lines)) if self.lines[n].startswith(fence)), len(self.lines))
        self.position = end + 1
        return Code(language, "\n".join(self.lines[start:end]))

    def nested(self, lines: list[str]) -> list[Block]:
        return list(type(self)(lines, self.references).blocks())

    def quote(self) -> Quote:
        inner = []
        while self.position < len(self.lines) and self.lines[self.position].startswith(">"):
            inner.append(self.lines[self.position][1:].removeprefix(" "))
            self.position += 1
        return Quote(children=self.nested(inner))

    def items(self, first: re.Match[str]) -> Items:
        result = Items(int(first[2]) if first[2] else None)
        while self.position < len(self.lines) and (match := self.BULLET.match(self.lines[self.position])):
            if bool(match[2]) != bool(first[2]):
                break
            inner = [self.lines[self.position][match.end():]]
            self.position += 1
            while self.position < len(self.lines):
                line = self.lines[self.position]
                if line.strip() and len(line) - len(line.lstrip()) <= len(match[1]):
                    break
                inner.append(line[len(match[1]) + 2:])
                self.position += 1
            result.children.append(Item(None if match[3] is None else match[3] != " ", children=self.nested(inner)))
        return result

    @staticmethod
    def cells(line: str) -> list[str]:
        return [cell.strip() for cell in line.strip().strip("|").split("|")]

    def table(self) -> Table:
        head = self.cells(self.lines[self.position])
        sides = {(True, True): "center", (False, True): "right"}
        alignments = [sides.get((c.startswith(":"), c.endswith(":")), "left") for c in self.cells(self.lines[self.position + 1])]
        self.position += 2
        rows = []
        while self.position < len(self.lines) and "|" in self.lines[self.position]:
            rows.append(self.cells(self.lines[self.position]))
            self.position += 1
        return Table(head, alignments, rows)

    def paragraph(self) -> Paragraph:
        start = self.position
        while self.position < len(self.lines) and self.lines[self.position].strip():
            if self.position > start and self.lines[self.position].startswith((">", "#", "```")):
                break
            self.position += 1
        return Paragraph("\n".join(line.strip() for line in self.lines[start:self.position]))


class Span(NamedTuple):
    kind: str
    text: str
    target: str = ""


SPANS = re.compile(
    r"""(?P<escape>\\[\\`*_\[\]!#])|(?P<code>(?P<ticks>`+)(?P<inside>.+?)(?P=ticks))|(?P<image>!\[(?P<alt>[^\]]*)\]\((?P<source>[^)]+)\))
    |(?P<link>\[(?P<label>[^\]]+)\](?:\((?P<target>[^)]+)\)|\[(?P<reference>[^\]]*)\]))|(?P<auto><https?://[^>]+>)
    |(?P<strong>\*\*(?P<bold>.+?)\*\*)|(?P<emphasis>(?<!\w)[*_](?P<italic>.+?)[*_](?!\w))|(?P<strike>~~(?P<struck>.+?)~~)""",
    re.VERBOSE | re.DOTALL,
)


def spans(text: str, references: dict[str, str]) -> Iterator[Span]:
    position = 0
    for match in SPANS.finditer(text):
        if match.start() > position:
            yield Span("text", text[position:match.start()])
        position = match.end()
        groups = match.groupdict()
        for kind, inner in (("strong", "bold"), ("emphasis", "italic"), ("strike", "struck"), ("code", "inside")):
            if groups[kind] is not None:
                yield Span(kind, groups[inner])
        if groups["escape"]:
            yield Span("text", groups["escape"][1:])
        elif groups["auto"]:
            yield Span("link", groups["auto"][1:-1], groups["auto"][1:-1])
        elif groups["image"]:
            yield Span("image", groups["alt"], groups["source"])
        elif groups["link"]:
            target = groups["target"] or references.get((groups["reference"] or groups["label"]).lower(), "#missing")
            yield Span("link", groups["label"], target)
    if position < len(text):
        yield Span("text", text[position:])


class Writer:
    """Visits blocks; a subclass registers itself by its format."""

    formats: ClassVar[dict[str, type[Writer]]] = {}

    def __init_subclass__(cls, *, format: str, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        cls.formats[format] = cls

    def __init__(self, document: Document) -> None:
        self.source = document
        self.out = io.StringIO()

    @classmethod
    def convert(cls, document: Document, format: str) -> str:
        writer = cls.formats[format](document)
        writer.visit(document)
        return writer.out.getvalue()

    def visit(self, block: Block) -> None:
        getattr(self, type(block).__name__.lower(), self.inside)(block)

    def inside(self, block: Block) -> None:
        for child in block.children:
            self.visit(child)

    def inline(self, text: str) -> str:
        return "".join(getattr(self, f"span_{span.kind}")(span) for span in spans(text, self.source.references))


class HtmlWriter(Writer, format="html"):
    TAGS: ClassVar[dict[str, str]] = {"strong": "strong", "emphasis": "em", "strike": "del"}

    def element(self, tag: str, content: str, **attributes: object) -> None:
        written = "".join(f' {name}="{html.escape(str(value))}"' for name, value in attributes.items() if value is not None)
        print(f"<{tag}{written}>{content}</{tag}>", file=self.out)

    def wrapped(self, tag: str, block: Block) -> None:
        print(f"<{tag}>", file=self.out)
        self.inside(block)
        print(f"</{tag.split()[0]}>", file=self.out)

    def heading(self, block: Heading) -> None:
        self.element(f"h{block.level}", self.inline(block.text), id=block.anchor)

    def paragraph(self, block: Paragraph) -> None:
        self.element("p", self.inline(block.text))

    def code(self, block: Code) -> None:
        self.element("pre", html.escape(block.text), lang=block.language or None)

    def quote(self, block: Quote) -> None:
        self.wrapped("blockquote", block)

    def rule(self, block: Rule) -> None:
        self.out.write("<hr>\n")

    def items(self, block: Items) -> None:
        self.wrapped("ul" if block.start is None else f"ol start={block.start}", block)

    def item(self, block: Item) -> None:
        self.wrapped("li" if block.done is None else f"li data-done={block.done!s:.1}", block)

    def table(self, block: Table) -> None:
        cells = lambda tag, row: "".join(f'<{tag} align="{a}">{self.inline(c)}</{tag}>' for a, c in zip(block.alignments, row))
        self.element("table", "".join(f"<tr>{cells(tag, row)}</tr>" for tag, row in [("th", block.head), *(("td", row) for row in block.rows)]))

    def span_text(self, span: Span) -> str:
        return html.escape(span.text, quote=False)

    def span_strong(self, span: Span) -> str:
        return f"<{self.TAGS[span.kind]}>{self.inline(span.text)}</{self.TAGS[span.kind]}>"

    span_emphasis = span_strike = span_strong

    def span_code(self, span: Span) -> str:
        return f"<code>{html.escape(span.text.strip())}</code>"

    def span_link(self, span: Span) -> str:
        return f'<a href="{html.escape(span.target)}">{self.inline(span.text) if span.text != span.target else span.text}</a>'

    def span_image(self, span: Span) -> str:
        return f'<img src="{html.escape(span.target)}" alt="{html.escape(span.text)}">'


class TextWriter(Writer, format="text"):
    def heading(self, block: Heading) -> None:
        text = self.inline(block.text)
        print(text, "=-~^`'"[block.level - 1] * len(text), sep="\n", file=self.out)

    def paragraph(self, block: Paragraph) -> None:
        print(self.inline(block.text), end="\n\n", file=self.out)

    def code(self, block: Code) -> None:
        self.out.writelines(f"    {line}\n" for line in block.text.splitlines())

    def table(self, block: Table) -> None:
        rows = [[self.inline(cell) for cell in row] for row in (block.head, *block.rows)]
        widths = [max(map(len, column)) for column in zip(*rows)]
        marks = {"left": "<", "right": ">", "center": "^"}
        for row in rows:
            print(" | ".join(f"{cell:{marks[a]}{width}}" for cell, a, width in zip(row, block.alignments, widths)).rstrip(), file=self.out)

    def item(self, block: Item) -> None:
        outer, self.out = self.out, io.StringIO()
        self.inside(block)
        mark = {None: "*", True: "[x]", False: "[ ]"}[block.done]
        outer.write(f"{mark} " + self.out.getvalue().strip().replace("\n", "\n  ") + "\n")
        self.out = outer

    def span_text(self, span: Span) -> str:
        return span.text

    span_code = span_image = span_text

    def span_strong(self, span: Span) -> str:
        return self.inline(span.text)

    span_emphasis = span_strike = span_strong

    def span_link(self, span: Span) -> str:
        return f"{span.text} <{span.target}>"


class Author:
    """Writes Markdown by chance."""

    WORDS = "alpha beta *gamma* **delta force** `code & more` [link](http://a.b/?q=1&r=2) [ref][One] ~~old~~ <tag> \\* epsilon_zeta ![pic](p.png)".split(" ")

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def words(self, count: int) -> str:
        return " ".join(self.rng.choice(self.WORDS) for _ in range(count))

    def paragraphs(self, depth: int = 0) -> Iterator[str]:
        yield f"{'#' * self.rng.randint(1, 4)} {self.words(3)} ##"
        for _ in range(self.rng.randint(2, 4)):
            yield "\n".join(self.words(self.rng.randint(4, 9)) for _ in range(3))
        yield "\n".join(f"{mark} {self.words(4)}\n\n  {self.words(3)}\n  - {self.words(2)}" for mark in ("-", "- [x]", "- [ ]"))
        yield "\n".join(f"{n}. {self.words(5)}" for n in range(3, 6))
        yield f"| {self.words(1)} | head | right |\n|:--|:-:|--:|\n" + "\n".join(
            f"| {self.words(1)} | {self.words(2)} | {n} |" for n in range(3)
        )
        yield "```python\nif a < b & c:\n    print('x')\n```\n\n* * *"
        if depth < 2:
            yield "\n".join("> " + line for line in "\n\n".join(self.paragraphs(depth + 1)).splitlines())

    def document(self, sections: int) -> str:
        return "\n\n".join(part for _ in range(sections) for part in self.paragraphs()) + "\n\n[one]: http://one.example/\n"


def main() -> None:
    counts: dict[str, int] = {}
    digest = hashlib.sha256()
    for seed in range(36):
        document = BlockParser.parse(Author(seed).document(4))
        for block in document.walk():
            counts[type(block).__name__] = counts.get(type(block).__name__, 0) + 1
        for format in sorted(Writer.formats):
            digest.update(Writer.convert(document, format).encode())
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
