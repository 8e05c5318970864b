"""A spreadsheet: formulas are parsed and compiled, dependencies tracked, cells recalculated in order after edits; errors, ranges, undo, CSV."""

from __future__ import annotations

import csv
import enum
import functools
import hashlib
import io
import math
import operator
import random
import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple, Protocol, Union


class Address(NamedTuple):
    column: int
    row: int

    @classmethod
    @functools.lru_cache(maxsize=None)
    def parse(cls, text: str) -> Address:
        letters = text.rstrip("0123456789")
        column = functools.reduce(lambda total, letter: total * 26 + ord(letter) - 64, letters, 0)
        return cls(column, int(text[len(letters):]))

    def __str__(self) -> str:
        letters, column = "", self.column
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row}"

    def shifted(self, columns: int, rows: int) -> Address:
        return Address(self.column + columns, self.row + rows)


class Area(NamedTuple):
    first: Address
    last: Address

    def __iter__(self) -> Iterator[Address]:  # type: ignore[override]
        columns = range(tuple.__getitem__(self, 0).column, tuple.__getitem__(self, 1).column + 1)
        return (Address(column, row) for row in range(self.first.row, self.last.row + 1) for column in columns)

    def __str__(self) -> str:
        return f"{self.first}:{self.last}"


class Fault(enum.Enum):
    """What a cell shows if it has no value; errors travel through formulas."""

    DIVISION = "#DIV/0!"
    NAME = "#NAME?"
    VALUE = "#VALUE!"
    CYCLE = "#CYCLE!"
    SYNTAX = "#SYNTAX!"


class FaultError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


Value = Union[float, str, bool, None, Fault]


class Lookup(Protocol):
    def __call__(self, address: Address, /) -> Value: ...


# ---- functions of formulas

FUNCTIONS: dict[str, Callable[..., Value]] = {}


def function(name: str | None = None, *, flatten: bool = False, numbers: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def register(body: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(body)
        def wrapper(*args: Any) -> Any:
            if flatten:
                args = ([value for arg in args for value in (arg if isinstance(arg, list) else [arg])],)
            if numbers:
                args = ([value for value in args[0] if isinstance(value, (int, float)) and not isinstance(value, bool)],)
            return body(*args)

        FUNCTIONS[(name or body.__name__).upper()] = wrapper
        return body

    return register


for _name, _body in (
    ("sum", math.fsum), ("average", statistics.fmean), ("median", statistics.median), ("min", min), ("max", max), ("count", len),
):
    function(_name, flatten=True, numbers=True)(_body)
function("abs")(abs)
function("round")(lambda value, digits=0: round(value, int(digits)))
function("concat", flatten=True)(lambda values: "".join(show(value) for value in values))
function("len")(lambda text: float(len(show(text))))


@function("if")
def choose(condition: Value, positive: Value, negative: Value = False) -> Value:
    return positive if condition else negative


@function()
def sumif(cells: list[Value], test: str, values: list[Value] | None = None) -> float:
    sign, limit = re.fullmatch(r"([<>=]?)(.*)", test).groups()
    compare = {"<": operator.lt, ">": operator.gt}.get(sign, operator.eq)
    chosen = values if values is not None else cells
    return sum(v for c, v in zip(cells, chosen) if isinstance(c, (int, float)) and isinstance(v, (int, float)) and compare(c, float(limit)))


@function()
def vlookup(key: Value, keys: list[Value], values: list[Value]) -> Value:
    try:
        return values[keys.index(key)]
    except (ValueError, IndexError):
        raise FaultError(Fault.VALUE) from None


def show(value: Value) -> str:
    match value:
        case None:
            return ""
        case Fault():
            return value.value
        case bool():
            return str(value).upper()
        case float() | int():
            return f"{value:.6g}"
    return value


# ---- formulas: compiled to closures

Compiled = Callable[[Lookup], Any]
TOKEN = re.compile(
    r'\s*(?:(?P<number>\d+\.?\d*)|(?P<text>"[^"]*")|(?P<cell>\$?[A-Z]{1,2}\$?\d+)|(?P<name>[A-Z]+)|(?P<op><=|>=|<>|[-+*/^&=<>():,%]))'
)
LEVELS: list[dict[str, Callable[[Any, Any], Any]]] = [
    {"=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge},
    {"&": lambda a, b: show(a) + show(b)},
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.truediv},
    {"^": operator.pow},
]


@dataclass
class Formula:
    source: str
    run: Compiled
    uses: frozenset[Address]

    @classmethod
    @functools.lru_cache(maxsize=2000)
    def parse(cls, source: str) -> Formula:
        parser = FormulaParser(source)
        return cls(source, parser.whole(), frozenset(parser.uses))

    def moved(self, columns: int, rows: int) -> str:
        """The text of the formula for another cell; parts with $ stay."""

        def move(match: re.Match[str]) -> str:
            fixed_column, letters, fixed_row, digits = match.groups()
            address = Address.parse(letters + digits).shifted(0 if fixed_column else columns, 0 if fixed_row else rows)
            return f"{fixed_column}{str(address).rstrip('0123456789')}{fixed_row}{address.row}"

        return re.sub(r"(\$?)\b([A-Z]{1,2})(\$?)(\d+)\b", move, self.source)


class FormulaParser:
    def __init__(self, source: str) -> None:
        self.tokens, position = [], 1
        while position < len(source):
            match = TOKEN.match(source, position)
            if match is None:
                raise FaultError(Fault.SYNTAX)
            self.tokens.append((match.lastgroup, match[match.lastgroup]))
            position = match.end()
        self.tokens.append(("end", ""))
        self.position = 0
        self.uses: set[Address] = set()

    def accept(self, *texts: str) -> str | None:
        if self.tokens[self.position][1] in texts:
            self.position += 1
            return self.tokens[self.position - 1][1]
        return None

    def expect(self, text: str) -> None:
        if self.accept(text) is None:
            raise FaultError(Fault.SYNTAX)

    def whole(self) -> Compiled:
        result = self.level(0)
        if self.tokens[self.position][0] != "end":
            raise FaultError(Fault.SYNTAX)
        return result

    def level(self, depth: int) -> Compiled:
        if depth == len(LEVELS):
            return self.unary()
        left = self.level(depth + 1)
        while (sign := self.accept(*LEVELS[depth])) is not None:
            left = self.binary(LEVELS[depth][sign], left, self.level(depth + 1))
        return left

    @staticmethod
    def binary(operation: Callable[[Any, Any], Any], left: Compiled, right: Compiled) -> Compiled:
        def run(lookup: Lookup) -> Any:
            a, b = left(lookup), right(lookup)
            return operation(0.0 if a is None else a, 0.0 if b is None else b)

        return run

    def unary(self) -> Compiled:
        if self.accept("-"):
            inner = self.unary()
            return lambda lookup: -(inner(lookup) or 0.0)
        value = self.primary()
        return (lambda lookup: value(lookup) / 100) if self.accept("%") else value

    def primary(self) -> Compiled:
        kind, text = self.tokens[self.position]
        self.position += 1
        match kind:
            case "number":
                number = float(text)
                return lambda lookup: number
            case "text":
                return lambda lookup: text[1:-1]
            case "cell":
                return self.cells(Address.parse(text.replace("$", "")))
            case "name":
                return self.call(text)
        if text != "(":
            raise FaultError(Fault.SYNTAX)
        inner = self.level(0)
        self.expect(")")
        return inner

    def cells(self, first: Address) -> Compiled:
        if not self.accept(":"):
            self.uses.add(first)
            return lambda lookup: lookup(first)
        kind, text = self.tokens[self.position]
        if kind != "cell":
            raise FaultError(Fault.SYNTAX)
        self.position += 1
        area = list(Area(first, Address.parse(text.replace("$", ""))))
        self.uses.update(area)
        return lambda lookup: [lookup(address) for address in area]

    def call(self, name: str) -> Compiled:
        if name in ("TRUE", "FALSE"):
            return lambda lookup: name == "TRUE"
        body = FUNCTIONS.get(name)
        if body is None:
            raise FaultError(Fault.NAME)
        self.expect("(")
        arguments: list[Compiled] = []
        while not self.accept(")"):
            arguments.append(self.level(0))
            if self.tokens[self.position][1] != ")":
                self.expect(",")
        return lambda lookup: body(*[argument(lookup) for argument in arguments])


# ---- the sheet


@dataclass
class Cell:
    source: str = ""
    formula: Formula | None = None
    value: Value = None
    runs: int = field(default=0, compare=False)

    def calculate(self, lookup: Lookup) -> None:
        self.runs += 1
        try:
            self.value = self.formula.run(lookup)
        except FaultError as error:
            self.value = error.fault
        except (ZeroDivisionError, statistics.StatisticsError):
            self.value = Fault.DIVISION
        except (TypeError, ValueError, OverflowError, AttributeError):
            self.value = Fault.VALUE


class Sheet:
    def __init__(self) -> None:
        self.cells: defaultdict[Address, Cell] = defaultdict(Cell)
        self.users: defaultdict[Address, set[Address]] = defaultdict(set)
        self.changed: set[Address] = set()
        self.history: list[list[tuple[Address, str]]] = []
        self.batch: list[tuple[Address, str]] | None = None

    def __getitem__(self, key: str) -> Value:
        return self.value(Address.parse(key))

    def __setitem__(self, key: str, source: Any) -> None:
        with self.editing():
            self.put(Address.parse(key), str(source))

    def value(self, address: Address) -> Value:
        cell = self.cells.get(address)
        return None if cell is None else cell.value

    def strict(self, address: Address) -> Value:
        value = self.value(address)
        if isinstance(value, Fault):
            raise FaultError(value)
        return value

    @contextmanager
    def editing(self) -> Iterator[None]:
        """Edits inside are one step of undo and one recalculation."""
        self.batch = []
        try:
            yield
        finally:
            self.history.append(self.batch)
            self.batch = None
            self.recalculate()

    def undo(self) -> None:
        for address, source in reversed(self.history.pop()):
            self.put(address, source)
        self.recalculate()

    def put(self, address: Address, source: str) -> None:
        cell = self.cells[address]
        if self.batch is not None:
            self.batch.append((address, cell.source))
        for used in cell.formula.uses if cell.formula else ():
            self.users[used].discard(address)
        cell.source, cell.formula, cell.value = source, None, None
        if source.startswith("="):
            try:
                cell.formula = Formula.parse(source)
            except FaultError as error:
                cell.value = error.fault
            else:
                for used in cell.formula.uses:
                    self.users[used].add(address)
        else:
            cell.value = self.constant(source)
        self.changed.add(address)

    @staticmethod
    def constant(source: str) -> Value:
        try:
            return float(source)
        except ValueError:
            return {"": None, "TRUE": True, "FALSE": False}.get(source, source)

    def affected(self) -> set[Address]:
        found, waiting = set(self.changed), list(self.changed)
        while waiting:
            for user in self.users.get(waiting.pop(), ()):
                if user not in found:
                    found.add(user)
                    waiting.append(user)
        return found

    def recalculate(self) -> None:
        affected = self.affected()
        self.changed.clear()
        while affected:
            graph = {a: sorted(self.cells[a].formula.uses & affected) for a in sorted(affected) if self.cells[a].formula}
            sorter = TopologicalSorter(graph)
            try:
                sorter.prepare()
            except CycleError as error:
                for address in error.args[1]:
                    self.cells[address].value = Fault.CYCLE
                    affected.discard(address)
                continue
            while sorter.is_active():
                for address in sorter.get_ready():
                    if self.cells[address].formula is not None:
                        self.cells[address].calculate(self.strict)
                    sorter.done(address)
            return

    def fill(self, source: str, first: str, targets: Iterable[Address]) -> None:
        formula, start = Formula.parse(source), Address.parse(first)
        with self.editing():
            for target in targets:
                self.put(target, formula.moved(target.column - start.column, target.row - start.row))

    def to_csv(self, *, formulas: bool = False) -> str:
        out = io.StringIO()
        width, height = (max(a[axis] for a in self.cells) for axis in (0, 1))
        writer = csv.writer(out, lineterminator="\n")
        for row in range(1, height + 1):
            cells = (self.cells.get(Address(column, row), Cell()) for column in range(1, width + 1))
            writer.writerow(cell.source if formulas else show(cell.value) for cell in cells)
        return out.getvalue()


def area(text: str) -> Area:
    return Area(*map(Address.parse, text.split(":")))


def make_sheet(rng: random.Random, rows: int) -> Sheet:
    sheet = Sheet()
    with sheet.editing():
        for address in area(f"A1:C{rows}"):
            sheet.put(address, rng.choice(["", "text", "TRUE"]) if rng.random() < 0.05 else str(rng.randrange(100)))
    sheet.fill("=A1*B1+C1%", "D1", area(f"D1:D{rows}"))
    sheet.fill('=IF(D1>2000,"high",IF(D1>$A$1*10,"middle",D1))', "E1", area(f"E1:E{rows}"))
    sheet.fill("=D1/SUM($D$1:$D$9)", "F1", area(f"F1:F{rows}"))
    sheet.fill("=G1+F2-LEN(E2)", "G2", area(f"G2:G{rows}"))
    summary = {"I1": f"=SUM(D1:D{rows})", "I2": f"=AVERAGE(F1:F{rows})", "I3": f"=MEDIAN(A1:B{rows})", "I4": f'=SUMIF(A1:A{rows},">50",C1:C{rows})', "I5": "=I1/I9",
               "I6": f"=VLOOKUP(A3,A1:A{rows},D1:D{rows})", "I7": '="total "&ROUND(I1,1)&" of "&COUNT(A1:B9)', "I8": "=-2^2+(3-1)*MAX(1,I3)", "J1": "=NOPE(1)", "J2": "=1+"}
    for key, source in summary.items():
        sheet[key] = source
    return sheet


def main() -> None:
    digest, runs, faults = hashlib.sha256(), 0, 0
    for seed in range(11):
        rng = random.Random(seed)
        sheet = make_sheet(rng, 40)
        for number in range(40):
            key = f"{rng.choice('ABC')}{rng.randint(1, 40)}"
            sheet[key] = rng.choice([rng.randrange(300), f"=D{rng.randint(1, 40)}+1", "=SUM(A1:", "", "=I3*2"])
            digest.update("|".join(show(sheet[k]) for k in ("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "J1", "J2", "G40")).encode())
            if number % 3 == 0:
                sheet.undo()
        digest.update((sheet.to_csv() + sheet.to_csv(formulas=True)).encode())
        runs += sum(cell.runs for cell in sheet.cells.values())
        faults += sum(isinstance(cell.value, Fault) for cell in sheet.cells.values())
    print(f"{runs} calculations, {faults} faults, {sheet['I7']!r}, {Formula.parse.cache_info().misses} formulas")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
