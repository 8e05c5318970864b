"""A command-line tool for a task list in memory: argparse with subcommands, parents, types and actions of its own; hundreds of command lines."""

from __future__ import annotations

import argparse
import contextlib
import enum
import hashlib
import io
import itertools
import random
import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, NoReturn

TODAY = date(2024, 6, 15)


class Priority(enum.IntEnum):
    LOW = 1
    NORMAL = 2
    HIGH = 3

    @classmethod
    def parse(cls, text: str) -> Priority:
        try:
            return cls[text.upper()]
        except KeyError:
            raise argparse.ArgumentTypeError(f"{text!r} is no priority") from None


def day(text: str) -> date:
    if match := re.fullmatch(r"([+-]?\d+)([dw])", text):
        return TODAY + timedelta(days=int(match[1]) * (7 if match[2] == "w" else 1))
    if text in ("today", "tomorrow"):
        return TODAY + timedelta(days=text == "tomorrow")
    return date.fromisoformat(text)


def ranges(text: str) -> list[int]:
    """3,5-7 is [3, 5, 6, 7]."""
    result: list[int] = []
    for part in text.split(","):
        low, _, high = part.partition("-")
        result.extend(range(int(low), int(high or low) + 1))
    return result


class Pairs(argparse.Action):
    """Collects name=value into a dict."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option_string: str | None = None) -> None:
        pairs = dict(getattr(namespace, self.dest) or {})
        for text in values if isinstance(values, list) else [values]:
            name, equals, value = text.partition("=")
            if not equals:
                raise argparse.ArgumentError(self, f"{text!r} has no value")
            pairs[name] = value
        setattr(namespace, self.dest, pairs)


class UsageError(Exception):
    pass


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.prog}: {message.split(':')[0]}")

    def convert_arg_line_to_args(self, arg_line: str) -> list[str]:
        return shlex.split(arg_line, comments=True)


@dataclass
class Task:
    number: int
    title: str
    priority: Priority = Priority.NORMAL
    due: date | None = None
    tags: frozenset[str] = frozenset()
    done: bool = False
    notes: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def line(self, columns: Sequence[str]) -> str:
        show: dict[str, Callable[[], str]] = {
            "number": lambda: f"{self.number:4d}", "title": lambda: f"{self.title:<22.22}",
            "due": lambda: self.due.isoformat() if self.due else "-",
            "priority": lambda: self.priority.name.lower(), "tags": lambda: ",".join(sorted(self.tags)) or "-",
            "done": lambda: "x" if self.done else " ",
        }
        return "|".join(show[column]() for column in columns)


class Command:
    """Base of the subcommands; a subclass is registered with its name in lower case."""

    registry: dict[str, type[Command]] = {}
    aliases: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        cls.registry[cls.__name__.lower()] = cls

    @classmethod
    def configure(cls, parser: Parser) -> None: ...

    def __init__(self, tool: Tool) -> None:
        self.tool = tool

    def run(self, options: argparse.Namespace) -> Iterator[str]:
        raise NotImplementedError


class Add(Command):
    """adds a task"""

    aliases = ("new", "a")

    @classmethod
    def configure(cls, parser: Parser) -> None:
        parser.add_argument("title", nargs="+")
        parser.add_argument("-p", "--priority", type=Priority.parse, default=Priority.NORMAL, metavar="LEVEL")
        parser.add_argument("-d", "--due", type=day)
        parser.add_argument("-t", "--tag", action="append", default=[], dest="tags")
        parser.add_argument("-s", "--set", action=Pairs, nargs="+", dest="fields", metavar="NAME=VALUE")
        parser.add_argument("--count", type=int, choices=range(1, 6), default=1)

    def run(self, options: argparse.Namespace) -> Iterator[str]:
        for _ in range(options.count):
            task = Task(
                next(self.tool.numbers), " ".join(options.title), options.priority, options.due, frozenset(options.tags),
                fields=options.fields or {},
            )
            self.tool.tasks[task.number] = task
            yield f"added {task.number}"


class List(Command):
    """lists tasks"""

    aliases = ("ls",)

    @classmethod
    def configure(cls, parser: Parser) -> None:
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--done", action="store_const", const=True, dest="state")
        state.add_argument("--open", action="store_const", const=False, dest="state")
        parser.add_argument("--tag", action="append", default=[])
        parser.add_argument("--before", type=day)
        parser.add_argument("--min-priority", type=Priority.parse, default=Priority.LOW)
        parser.add_argument("--columns", nargs="*", choices=["number", "title", "due", "priority", "tags", "done"], default=["number", "title"])
        parser.add_argument("--sort", default="number", choices=["number", "title", "priority"])
        parser.add_argument("-r", "--reverse", action=argparse.BooleanOptionalAction, default=False)
        parser.add_argument("-n", "--limit", type=int)

    @staticmethod
    def matches(task: Task, options: argparse.Namespace) -> bool:
        return (
            options.state in (None, task.done)
            and task.tags.issuperset(options.tag)
            and (options.before is None or task.due is not None and task.due < options.before)
            and task.priority >= options.min_priority
        )

    def run(self, options: argparse.Namespace) -> Iterator[str]:
        found = sorted(
            (t for t in self.tool.tasks.values() if self.matches(t, options)), key=lambda t: getattr(t, options.sort),
            reverse=options.reverse,
        )
        yield from (task.line(options.columns) for task in found[: options.limit])
        yield f"{len(found)} found"


class Done(Command):
    """marks tasks as done"""

    done = True

    @classmethod
    def configure(cls, parser: Parser) -> None:
        parser.add_argument("tasks", type=ranges, nargs="+")

    def run(self, options: argparse.Namespace) -> Iterator[str]:
        for number in itertools.chain.from_iterable(options.tasks):
            self.tool.tasks[number] = replace(self.tool.find(number), done=self.done)
            yield f"{number}: {'done' if self.done else 'open'}"


class Reopen(Done):
    """marks tasks as open"""

    done = False


class Note(Command):
    """adds notes, or lists them"""

    @classmethod
    def configure(cls, parser: Parser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        add = actions.add_parser("add", aliases=["+"])
        add.add_argument("task", type=int)
        add.add_argument("text", nargs=argparse.REMAINDER)
        show = actions.add_parser("show")
        show.add_argument("task", type=int)
        show.add_argument("first", type=int, nargs="?", default=0)

    def run(self, options: argparse.Namespace) -> Iterator[str]:
        task = self.tool.find(options.task)
        if options.action == "show":
            yield from task.notes[options.first:]
        else:
            task.notes.append(" ".join(options.text))


class Report(Command):
    """counts tasks"""

    @classmethod
    def configure(cls, parser: Parser) -> None:
        parser.add_argument("--by", choices=("priority", "tags", "week"), required=True)
        parser.add_argument("--format", default="{key}={count}")

    def run(self, options: argparse.Namespace) -> Iterator[str]:
        keys: dict[str, Callable[[Task], Iterable[str]]] = {
            "priority": lambda task: [task.priority.name], "tags": lambda task: task.tags,
            "week": lambda task: [f"{task.due:%V}"] if task.due else [],
        }
        counts = Counter(key for task in self.tool.tasks.values() for key in keys[options.by](task))
        yield " ".join(options.format.format(key=key, count=count) for key, count in sorted(counts.items()))


class Tool:
    def __init__(self) -> None:
        self.tasks: dict[int, Task] = {}
        self.numbers = itertools.count(1)
        self.parser = self.make_parser()

    @staticmethod
    def make_parser() -> Parser:
        common = Parser(add_help=False)
        common.add_argument("-v", "--verbose", action="count", default=0)
        common.add_argument("--colour", choices=["never", "always"], default="never")
        parser = Parser(prog="tasks", fromfile_prefix_chars="@", allow_abbrev=True, description="A list of tasks.")
        parser.add_argument("--user", default="me")
        parser.add_argument("--version", action="version", version="%(prog)s 1.2")
        commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
        for name, command in Command.registry.items():
            inner = commands.add_parser(name, aliases=list(command.aliases), parents=[common], help=command.__doc__)
            command.configure(inner)
            inner.set_defaults(make=command)
        return parser

    def find(self, number: int) -> Task:
        try:
            return self.tasks[number]
        except KeyError:
            raise LookupError(f"no task {number}") from None

    def run(self, line: str) -> tuple[int, list[str]]:
        out = io.StringIO()
        try:
            with contextlib.redirect_stdout(out):
                options, rest = self.parser.parse_known_args(shlex.split(line))
            if rest:
                return 2, [f"{len(rest)} words too many"]
            lines = list(options.make(self).run(options))
        except UsageError as error:
            return 2, [str(error)]
        except LookupError as error:
            return 1, [str(error)]
        except SystemExit as stop:
            return int(stop.code or 0), [out.getvalue().strip()]
        if options.verbose:
            lines.append(f"{options.user} {options.command} {options.colour} {options.verbose}")
        return 0, lines


def command_lines(rng: random.Random, count: int) -> Iterator[str]:
    pick = rng.choice
    titles = ['buy milk', '"read the book"', 'call Bob']
    makers: list[Callable[[], str]] = [
        lambda: f"add {pick(titles)} -p {pick(['low', 'HIGH', 'urgent'])} --due={pick(['today', '+3d', '-2w', '2024-07-01'])}",
        lambda: f"{pick(['new', 'a'])} -t {pick(['home', 'work'])} --tag=x -vv --set room={rng.randrange(9)} size={pick('SML')} -- 'it is {pick('abc')}' now",
        lambda: f"--user ann add --count {rng.randint(1, 7)} -pnormal -d{pick(['1d', '5w'])} many --colour always",
        lambda: f"list --{pick(['open', 'done', 'open --done'])} --min {pick(['low', 'high'])} --columns number title {pick(['due', 'tags', 'owner'])} -n {rng.randrange(9)}",
        lambda: f"ls --before {pick(['+1w', 'tomorrow', '2024-99-01'])} --sort {pick(['title', 'priority'])} {pick(['-r', '--no-reverse'])} --limit=5 -v",
        lambda: f"done {rng.randrange(1, 90)} {rng.randrange(1, 40)}-{rng.randrange(40, 44)},{rng.randrange(1, 9)}",
        lambda: f"reopen {pick(['x', '3', '1,2,4-6'])}",
        lambda: f"note {pick(['add', '+'])} {rng.randrange(1, 50)} remember --this -x {rng.random():.3f}",
        lambda: f"note show {rng.randrange(1, 50)} {pick(['', '1'])}",
        lambda: f"report --by {pick(['priority', 'tags', 'week', 'month'])} {pick(['', '--format {key}:{count:03d}'])}",
        lambda: pick(["", "--version", "remove 3", "report", "list extra words", "note", "add"]),
    ]
    for _ in range(count):
        yield pick(makers)()


def main() -> None:
    digest, statuses = hashlib.sha256(), Counter[int]()
    for seed in range(13):
        tool = Tool()
        for line in command_lines(random.Random(seed), 320):
            status, printed = tool.run(line)
            statuses[status] += 1
            digest.update(f"{status} {printed}\n".encode())
    print(f"{len(tool.tasks)} tasks, statuses {dict(sorted(statuses.items()))}")
    print(tool.run("report --by priority")[1][0])
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
