"""A text editor without a screen: commands, an undo tree, marks, search and replace, macros, and diffs of versions."""

from __future__ import annotations

import difflib
import random
import re
import shlex
import textwrap
import zlib
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple
from weakref import WeakSet, ref


class EditorError(Exception):
    pass


class ReadOnly(EditorError):
    pass


class Change(NamedTuple):
    """The text at a place was one thing and is now another."""

    at: int
    removed: str
    inserted: str

    def __invert__(self) -> Change:
        return Change(self.at, self.inserted, self.removed)

    def moves(self, offset: int) -> int:
        if offset <= self.at:
            return offset
        if offset < self.at + len(self.removed):
            return self.at
        return offset + len(self.inserted) - len(self.removed)


class Mark:
    """A place that stays with its text."""

    __slots__ = ("offset", "__weakref__")

    def __init__(self, offset: int) -> None:
        self.offset = offset


class Buffer:
    """Text in pieces of a few hundred characters, so that a change costs little."""

    PIECE = 400

    def __init__(self, text: str = "") -> None:
        self.pieces = self._split(text)
        self.marks: WeakSet[Mark] = WeakSet()
        self._starts: list[int] | None = None

    @classmethod
    def _split(cls, text: str) -> list[str]:
        return [text[i : i + cls.PIECE] for i in range(0, len(text), cls.PIECE)] or [""]

    @property
    def starts(self) -> list[int]:
        if self._starts is None:
            self._starts = list(accumulate(map(len, self.pieces[:-1]), initial=0))
        return self._starts

    def __len__(self) -> int:
        return self.starts[-1] + len(self.pieces[-1])

    def __str__(self) -> str:
        return "".join(self.pieces)

    def __getitem__(self, key: slice) -> str:
        start, stop, step = key.indices(len(self))
        if step != 1:
            raise EditorError("only whole ranges")
        first, last = (bisect_right(self.starts, offset) - 1 for offset in (start, stop))
        base = self.starts[first]
        return "".join(self.pieces[first : last + 1])[start - base : stop - base]

    def apply(self, change: Change) -> None:
        end = change.at + len(change.removed)
        if self[change.at : end] != change.removed:
            raise EditorError(f"the text at {change.at} has changed")
        first, last = (bisect_right(self.starts, offset) - 1 for offset in (change.at, end))
        base = self.starts[first]
        text = "".join(self.pieces[first : last + 1])
        text = text[: change.at - base] + change.inserted + text[end - base :]
        self.pieces[first : last + 1] = [text] if len(text) <= 2 * self.PIECE else self._split(text)
        self._starts = None
        for mark in self.marks:
            mark.offset = change.moves(mark.offset)

    def mark(self, offset: int) -> Mark:
        mark = Mark(offset)
        self.marks.add(mark)
        return mark


@dataclass(eq=False)
class Version:
    """A node of the undo tree; children hold on to parents weakly, as a real editor's would."""

    number: int
    title: str
    changes: tuple[Change, ...]
    children: list[Version] = field(default_factory=list)
    _parent: Callable[[], Version | None] = lambda: None

    @property
    def parent(self) -> Version | None:
        return self._parent()

    def path(self) -> list[Version]:
        path: list[Version] = []
        node: Version | None = self
        while node is not None:
            path.append(node)
            node = node.parent
        return path[::-1]


class History:
    def __init__(self, buffer: Buffer) -> None:
        self.buffer = buffer
        self.root = self.current = Version(0, "start", ())
        self.versions = [self.root]

    def record(self, title: str, changes: Iterable[Change]) -> Version:
        version = Version(len(self.versions), title, tuple(changes), _parent=ref(self.current))
        self.current.children.append(version)
        self.versions.append(version)
        self.current = version
        return version

    def undo(self) -> Version:
        if self.current.parent is None:
            raise EditorError("nothing to undo")
        undone = self.current
        for change in reversed(undone.changes):
            self.buffer.apply(~change)
        self.current = undone.parent
        return undone

    def redo(self, branch: int = -1) -> Version:
        try:
            version = self.current.children[branch]
        except IndexError:
            raise EditorError("nothing to redo") from None
        for change in version.changes:
            self.buffer.apply(change)
        self.current = version
        return version

    def go_to(self, number: int) -> int:
        """Walks up to the common ancestor and down again; the number of steps."""
        target = self.versions[number].path()
        wanted = set(map(id, target))
        steps = 0
        while id(self.current) not in wanted:
            self.undo()
            steps += 1
        for version in target[target.index(self.current) + 1 :]:
            self.redo(self.current.children.index(version))
            steps += 1
        return steps

    def show(self) -> Iterator[str]:
        stack = [(self.root, 0)]
        while stack:
            node, depth = stack.pop()
            yield f"{'  ' * depth}{node.number} {node.title}{' *' if node is self.current else ''}"
            deeper = depth + (len(node.children) > 1)
            stack.extend((child, deeper) for child in reversed(node.children))


class Command(ABC):
    commands: dict[str, type[Command]] = {}
    help: str

    def __init_subclass__(cls, *, name: str) -> None:
        cls.commands[name] = cls
        cls.help = f"{name}: {(cls.__doc__ or '').splitlines()[0]}"

    def __init__(self, *arguments: str) -> None:
        self.arguments = arguments

    @abstractmethod
    def run(self, editor: Editor) -> None: ...

    @classmethod
    def parse(cls, line: str) -> Command:
        try:
            name, *arguments = shlex.split(line)
            return cls.commands[name](*arguments)
        except KeyError as error:
            raise EditorError(f"no command {error}") from None
        except (ValueError, TypeError) as error:
            raise EditorError(f"{line}: {type(error).__name__}") from error


class Insert(Command, name="insert"):
    """Puts text at the cursor."""

    def run(self, editor: Editor) -> None:
        editor.replace(editor.cursor, editor.cursor, " ".join(self.arguments).replace("\\n", "\n"))


class Delete(Command, name="delete"):
    """Removes some characters before the cursor."""

    def __init__(self, count: str = "1") -> None:
        self.count = int(count)

    def run(self, editor: Editor) -> None:
        editor.replace(max(0, editor.cursor - self.count), editor.cursor, "")


class Go(Command, name="go"):
    """Moves the cursor: to a line, to a mark, or to the next match of a pattern."""

    def __init__(self, kind: str, target: str) -> None:
        self.kind, self.target = kind, target

    def run(self, editor: Editor) -> None:
        match self.kind:
            case "line":
                lines = str(editor.buffer).split("\n")[: max(0, int(self.target) - 1)]
                editor.cursor = min(len(editor.buffer), sum(len(line) + 1 for line in lines))
            case "mark":
                editor.cursor = editor.marks[self.target].offset
            case "match":
                text = str(editor.buffer)
                found = re.compile(self.target).search(text, editor.cursor + 1) or re.search(self.target, text)
                if found is None:
                    raise EditorError(f"no {self.target!r}")
                editor.cursor = found.start()
            case other:
                raise EditorError(f"cannot go to a {other}")


class SetMark(Command, name="mark"):
    """Remembers the cursor under a name."""

    def run(self, editor: Editor) -> None:
        (name,) = self.arguments
        editor.marks[name] = editor.buffer.mark(editor.cursor)


class Substitute(Command, name="substitute"):
    """Replaces all matches of a pattern."""

    def __init__(self, pattern: str, replacement: str) -> None:
        self.pattern, self.replacement = re.compile(pattern, re.MULTILINE), replacement

    def run(self, editor: Editor) -> None:
        for match in reversed(list(self.pattern.finditer(str(editor.buffer)))):
            editor.replace(match.start(), match.end(), match.expand(self.replacement))


class Fill(Command, name="fill"):
    """Wraps the paragraph around the cursor."""

    def run(self, editor: Editor) -> None:
        text = str(editor.buffer)
        start = text.rfind("\n\n", 0, editor.cursor) + 2 if "\n\n" in text[: editor.cursor] else 0
        end = text.find("\n\n", editor.cursor)
        end = len(text) if end < 0 else end
        editor.replace(start, end, textwrap.fill(text[start:end], width=int(self.arguments[0])))


class Travel(Command, name="travel"):
    """Undoes or redoes some steps, or visits a version by its number."""

    def __init__(self, direction: str, count: str = "1") -> None:
        self.direction, self.count = direction, int(count)

    def run(self, editor: Editor) -> None:
        if self.direction == "version":
            editor.statistics["steps"] += editor.history.go_to(self.count % len(editor.history.versions))
            return
        move: Callable[[], Version] = getattr(editor.history, self.direction)
        for _ in range(self.count):
            move()


class Editor:
    def __init__(self, text: str) -> None:
        self.buffer = Buffer(text)
        self.history = History(self.buffer)
        self._cursor = self.buffer.mark(0)
        self.marks: dict[str, Mark] = {}
        self.read_only = False
        self.statistics = {"typed": 0, "steps": 0}
        self._pending: list[Change] | None = None

    @property
    def cursor(self) -> int:
        return self._cursor.offset

    @cursor.setter
    def cursor(self, offset: int) -> None:
        if not 0 <= offset <= len(self.buffer):
            raise EditorError(f"{offset} is outside of the text")
        self._cursor.offset = offset

    def replace(self, start: int, end: int, text: str) -> None:
        if self.read_only:
            raise ReadOnly("the text is read-only")
        change = Change(start, self.buffer[start:end], text)
        if change.removed != text:
            self.buffer.apply(change)
            self._pending.append(change)
            self.statistics["typed"] += len(text)
            self.cursor = start + len(text)

    @contextmanager
    def one_step(self, title: str) -> Iterator[None]:
        """All changes of the block are one version; an error takes them back."""
        if self._pending is not None:
            yield
            return
        self._pending = []
        try:
            yield
        except BaseException:
            for change in reversed(self._pending):
                self.buffer.apply(~change)
            raise
        else:
            if self._pending:
                self.history.record(title, self._pending)
        finally:
            self._pending = None

    def execute(self, line: str) -> None:
        command = Command.parse(line)
        with self.one_step(line.partition(" ")[0]):
            command.run(self)

    def macro(self, *lines: str) -> None:
        with self.one_step("macro"):
            for line in lines:
                self.execute(line)

    @contextmanager
    def viewing(self) -> Iterator[str]:
        self.read_only, before = True, self.read_only
        try:
            yield str(self.buffer)
        finally:
            self.read_only = before


def script(source: random.Random, count: int) -> Iterator[tuple[str, ...]]:
    words = ["alpha", "beta", "gamma", "the", "of", "line", "editor's"]
    for step in range(count):
        word, other = source.choice(words), source.choice(words)
        simple = [
            f'insert {word.replace(chr(39), "")} {step}',
            f'insert "\\n\\n{step}. " {shlex.quote(other)}',
            f"delete {source.randrange(1, 20)}",
            f"go line {source.randrange(60)}",
            rf'go match "\b{word[:2]}\w*"',
            f"mark m{step % 5}",
            f"go mark m{source.randrange(7)}",
            rf"substitute '\b({word[:3]})(\w+) (\d+)' '\3 \2\1'",
            f"fill {source.randrange(30, 70)}",
            f"travel undo {source.randrange(1, 4)}",
            "travel redo",
            f"travel version {source.randrange(3000)}" if step % 4 == 0 else f"insert {step}",
            "go nowhere 1",
            "insert 'open",
        ]
        picked = source.choices(simple, weights=[9, 6, 4, 5, 5, 3, 3, 2, 2, 3, 3, 2, 1, 1], k=source.choice([1, 1, 3]))
        yield tuple(line for line in picked if len(picked) == 1 or not line.startswith("travel"))


def main() -> None:
    source = random.Random(77)
    editor = Editor("\n\n".join(f"{n}. The line of text number {n} is here.\nIt has a second row." for n in range(60)))
    failures: dict[str, int] = {}
    snapshots: dict[int, tuple[str, int]] = {}
    for lines in script(source, 4000):
        try:
            editor.execute(*lines) if len(lines) == 1 else editor.macro(*lines)
        except EditorError as error:
            failures[str(error)] = failures.get(str(error), 0) + 1
        except KeyError as error:
            failures[f"no mark {error}"] = 1
        snapshots[editor.history.current.number] = str(editor.buffer), editor.cursor
    with editor.viewing() as text:
        try:
            editor.execute("insert x")
        except ReadOnly as error:
            failures[str(error)] = 1
    checksum = 0
    for number in sorted(snapshots)[::40]:
        editor.history.go_to(number)
        old = snapshots[number][0]
        assert str(editor.buffer) == old
        diff = list(difflib.unified_diff(old.splitlines(), text.splitlines(), f"v{number}", "now", lineterm="", n=1))
        checksum = zlib.crc32("\n".join(diff).encode(), checksum)
    tree = list(editor.history.show())
    checksum = zlib.crc32("\n".join([*tree, text, *sorted(failures)]).encode(), checksum)
    close = difflib.get_close_matches("insret", [entry.help.partition(":")[0] for entry in Command.commands.values()])
    print(tree[5], "|", diff[:3], "|", close)
    print(f"{len(editor.history.versions)} versions, {len(text)} characters, {editor.statistics}")
    print(f"{sum(failures.values())} failures: {max(failures.items(), key=lambda item: (item[1], item[0]))}")
    print(f"checksum {checksum:08x}")


if __name__ == "__main__":
    main()
