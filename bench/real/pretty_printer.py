"""A printer and differ of nested settings: pprint, reprlib, textwrap and difflib over data that is copied, edited, merged and laid out as trees."""

from __future__ import annotations

import copy
import difflib
import hashlib
import io
import pprint
import random
import reprlib
import string
import textwrap
from collections import ChainMap, Counter, UserDict, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from functools import singledispatchmethod
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple

WORDS = "server client timeout retry queue worker cache region backup shard cluster gateway proxy session token policy".split()


class Level(Enum):
    LOW = 1
    HIGH = 2

    def __repr__(self) -> str:
        return f"Level.{self.name}"


class Endpoint(NamedTuple):
    host: str
    port: int


@dataclass
class Service:
    name: str
    endpoints: list[Endpoint]
    level: Level = Level.LOW
    options: dict[str, Any] = field(default_factory=dict)
    secret: str = field(default="", repr=False)


@dataclass(order=True)
class Change:
    path: tuple[str, ...]
    kind: str
    old: Any = field(default=None, compare=False)
    new: Any = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.kind} {'.'.join(self.path)}: {SHORT.repr(self.old)} -> {SHORT.repr(self.new)}"


class ShortRepr(reprlib.Repr):
    """Bounded text for anything, with rules for our own types."""

    def __init__(self, **limits: int) -> None:
        super().__init__()
        for name, limit in limits.items():
            setattr(self, name, limit)

    def repr_Service(self, value: Service, level: int) -> str:
        return f"<{value.name}: {self.repr1(value.endpoints, level - 1)}>"

    def repr_Endpoint(self, value: Endpoint, level: int) -> str:
        return f"{value.host}:{value.port}"


SHORT = ShortRepr(maxlevel=3, maxlist=2, maxdict=2, maxstring=16, maxtuple=2, maxother=20)


class Tree:
    """Children and a parent; the representation is guarded against cycles."""

    def __init__(self, label: str, *children: Any) -> None:
        self.label, self.children = label, list(children)

    @reprlib.recursive_repr("<again>")
    def __repr__(self) -> str:
        return f"Tree({self.label!r}, {self.children!r})"

    def __deepcopy__(self, memo: dict[int, Any]) -> Tree:
        clone = memo[id(self)] = Tree(self.label + "'")
        clone.children = copy.deepcopy(self.children, memo)
        return clone


class SettingsPrinter(pprint.PrettyPrinter):
    """Hides values whose name is secret and shortens numbers."""

    def format(self, object: Any, context: dict[int, int], maxlevels: int, level: int) -> tuple[str, bool, bool]:
        if isinstance(object, float):
            return f"{object:.3g}", True, False
        if isinstance(object, str) and object.startswith("token"):
            return "'***'", True, False
        return super().format(object, context, maxlevels, level)


class Layout:
    """Draws nested data as an indented tree, by type."""

    def __init__(self, width: int) -> None:
        self.width = width

    def lines(self, value: Any, label: str = "settings") -> Iterator[str]:
        parts = list(self.parts(value))
        if not parts:
            yield from textwrap.wrap(f"{label} = {value}", self.width, subsequent_indent="    ", break_on_hyphens=False)
            return
        yield f"{label}:"
        for number, (name, part) in enumerate(parts, 1):
            last = number == len(parts)
            for n, line in enumerate(self.lines(part, name)):
                yield ("`- " if last else "|- ") * (n == 0) + ("   " if last else "|  ") * (n > 0) + line

    @singledispatchmethod
    def parts(self, value: Any) -> Iterable[tuple[str, Any]]:
        if is_dataclass(value):
            return ((f.name, getattr(value, f.name)) for f in fields(value) if f.repr)
        return ()

    @parts.register(Mapping)
    def _(self, value: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
        return value.items()

    @parts.register(list)
    @parts.register(deque)
    def _(self, value: Iterable[Any]) -> Iterable[tuple[str, Any]]:
        return ((f"[{n}]", part) for n, part in enumerate(value))

    @parts.register
    def _(self, value: SimpleNamespace) -> Iterable[tuple[str, Any]]:
        return vars(value).items()


def compare(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[Change]:
    match old, new:
        case {}, {}:
            for key in dict.fromkeys([*old, *new]):
                if key not in new:
                    yield Change((*path, str(key)), "removed", old[key])
                elif key not in old:
                    yield Change((*path, str(key)), "added", None, new[key])
                else:
                    yield from compare(old[key], new[key], (*path, str(key)))
        case [*before], [*after] if isinstance(old, list):
            texts = [[repr(item) for item in items] for items in (before, after)]
            for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
                if tag == "replace" and i2 - i1 == j2 - j1:
                    for i, j in zip(range(i1, i2), range(j1, j2)):
                        yield from compare(before[i], after[j], (*path, f"[{i}]"))
                elif tag != "equal":
                    yield Change((*path, f"[{i1}]"), tag, before[i1:i2], after[j1:j2])
        case Service(), Service():
            yield from compare(vars(old), vars(new), (*path, old.name))
        case _ if old != new:
            yield Change(path, "changed", old, new)


class Editor:
    """Makes edits by chance anywhere in nested data."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.edits = rng, Counter[str]()

    def edit(self, data: Any) -> None:
        places = [place for place in self.places(data)]
        for container, key in self.rng.sample(places, min(5, len(places))):
            action = self.rng.choice([self.replace, self.drop, self.grow])
            self.edits[action.__name__] += 1
            action(container, key)

    def places(self, data: Any) -> Iterator[tuple[Any, Any]]:
        keys: Iterable[Any] = data if isinstance(data, dict) else range(len(data)) if isinstance(data, (list, deque)) else ()
        for key in keys:
            yield data, key
            inner = data[key]
            yield from self.places(inner.options if isinstance(inner, Service) else inner)

    def replace(self, container: Any, key: Any) -> None:
        if isinstance(container, dict) and key in container or not isinstance(container, dict) and key < len(container):
            container[key] = self.rng.choice([None, "changed", 17, [1, 2]])

    def drop(self, container: Any, key: Any) -> None:
        if isinstance(container, dict):
            container.pop(key, None)
        elif key < len(container):
            del container[key]

    def grow(self, container: Any, key: Any) -> None:
        if isinstance(container, dict):
            container[f"{key}_more"] = [key] * 3
        else:
            container.append({"grown": self.rng.random()})


def make(rng: random.Random, depth: int) -> Any:
    word = lambda: rng.choice(WORDS)
    leaves: list[Callable[[], Any]] = [
        lambda: rng.randrange(10**rng.randint(1, 12)), rng.random, lambda: " ".join(word() for _ in range(rng.randint(1, 14))),
        lambda: "token" + "".join(rng.choices(string.hexdigits, k=8)),
        lambda: rng.choice([None, True, Level.HIGH]), lambda: bytes(range(rng.randrange(70))), lambda: (word(), rng.randrange(9)),
        lambda: {word()}, lambda: 10 ** rng.randint(3, 9) * 1.5,
    ]
    if depth == 0:
        return rng.choice(leaves)()
    inner = lambda: make(rng, depth - 1)
    nodes: list[Callable[[], Any]] = [
        lambda: {word(): inner() for _ in range(rng.randint(1, 5))}, lambda: [inner() for _ in range(rng.randint(0, 4))],
        lambda: deque([inner(), inner()], maxlen=9),
        lambda: UserDict((word(), inner()) for _ in range(2)),
        lambda: Service(word(), [Endpoint(word(), rng.randrange(9999)) for _ in range(rng.randrange(5))], options={word(): inner()}, secret="s"),
        lambda: SimpleNamespace(**{word(): inner(), "z": 1}), lambda: defaultdict(int, {word(): inner()}),
        lambda: {n: inner() for n in ("b", "a", 3)}.copy(),
    ]
    return rng.choice(nodes)()


def settings(rng: random.Random) -> dict[str, Any]:
    return {f"{rng.choice(WORDS)}{n}": make(rng, 3) for n in range(6)}


PROSE = """\
    The {0} keeps a {1} for every {2}, and a well-known {3}-based
    {4} decides   what happens next. If the {5} fails,

        nothing is lost:	the {0} starts again.
"""


def documents(rng: random.Random) -> Iterator[str]:
    text = textwrap.dedent(PROSE).format(*rng.sample(WORDS, 6))
    for width in (24, 47):
        wrapper = textwrap.TextWrapper(
            width, initial_indent="* ", subsequent_indent="  ", max_lines=5, placeholder=" [...]", fix_sentence_endings=True,
        )
        yield wrapper.fill(text)
        yield textwrap.indent(
            "\n".join(textwrap.wrap(text, width, drop_whitespace=False, break_long_words=True)), "> ", lambda line: "a" in line,
        )
    yield textwrap.shorten(text, 60, placeholder="...")
    typed = ["".join(rng.sample(word, len(word) - 1)) if rng.random() < 0.3 else word[:-2] + word[-1] for word in rng.sample(WORDS, 6)]
    yield " ".join(f"{word}?{','.join(difflib.get_close_matches(word, WORDS, n=2, cutoff=0.5))}" for word in typed)


def versions(rng: random.Random, count: int, editor: Editor) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    current = settings(rng)
    for _ in range(count):
        following = copy.deepcopy(current)
        assert following == current and following is not current
        editor.edit(following)
        yield current, following
        current = following


def printed(data: Any) -> Iterator[str]:
    yield pprint.pformat(data, width=70)
    yield pprint.pformat(data, indent=2, width=44, compact=True, sort_dicts=False, underscore_numbers=True)
    yield pprint.pformat(data, depth=2)
    out = io.StringIO()
    SettingsPrinter(width=60, stream=out).pprint(data)
    yield out.getvalue()
    yield "\n".join(Layout(50).lines(data))


def differences(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    yield from difflib.unified_diff(old, new, "old", "new", lineterm="", n=1)
    matcher = difflib.SequenceMatcher(lambda line: not line.strip(), old, new)
    yield f"{matcher.ratio():.4f} {matcher.quick_ratio():.4f} {matcher.find_longest_match()}"
    changed = [(a, b) for a, b in zip(old, new) if a != b][:3]
    yield from difflib.ndiff([a for a, _ in changed], [b for _, b in changed])


def main() -> None:
    digest, kinds, lines = hashlib.sha256(), Counter[str](), 0
    for seed in range(9):
        rng = random.Random(seed)
        editor = Editor(rng)
        for old, new in versions(rng, 6, editor):
            texts = [[text.splitlines() for text in printed(data)] for data in (old, new)]
            for before, after in zip(*texts):
                lines += len(after)
                digest.update("\n".join(after).encode())
            digest.update("\n".join(differences(texts[0][0], texts[1][0])).encode())
            changes = sorted(compare(old, new))
            kinds.update(change.kind for change in changes)
            digest.update("\n".join(map(str, changes)).encode())
            digest.update("\n".join(documents(rng)).encode())
        kinds.update(editor.edits)
        merged = ChainMap({"z": 1}, MappingProxyType(new), old)
        digest.update((pprint.pformat(dict(merged)) + pprint.saferepr(new) + SHORT.repr(new)).encode())
    tree = Tree("root", Tree("leaf"), [1, 2])
    tree.children.append(tree)
    print(copy.deepcopy(tree), pprint.isrecursive(tree.children), pprint.isreadable(old))
    print(f"{lines} lines, {dict(sorted(kinds.items()))}")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
