"""A small relational database in memory: typed tables, hash and sorted indexes, transactions and SQL-like queries."""

from __future__ import annotations

import bisect
import operator
import random
import re
import zlib
from abc import ABC, abstractmethod
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Callable, Iterable, Iterator

Row = tuple[Any, ...]


class DatabaseError(Exception):
    pass


class ConstraintViolation(DatabaseError):
    pass


class SyntaxProblem(DatabaseError):
    pass


@dataclass(frozen=True)
class Column:
    name: str
    type: type
    nullable: bool = False

    def check(self, value: Any) -> None:
        if value is None:
            if not self.nullable:
                raise ConstraintViolation(f"{self.name} may not be null")
        elif not isinstance(value, self.type):
            raise ConstraintViolation(f"{self.name} wants {self.type.__name__}, not {type(value).__name__}")


class Index(ABC):
    """Row numbers by the values of one column."""

    def __init__(self, position: int, unique: bool = False) -> None:
        self.position = position
        self.unique = unique

    @abstractmethod
    def add(self, key: Any, row_id: int) -> None: ...

    @abstractmethod
    def remove(self, key: Any, row_id: int) -> None: ...


class HashIndex(Index):
    def __init__(self, position: int, unique: bool = False) -> None:
        super().__init__(position, unique)
        self.rows: dict[Any, list[int]] = defaultdict(list)

    def add(self, key: Any, row_id: int) -> None:
        rows = self.rows[key]
        if self.unique and rows:
            raise ConstraintViolation(f"duplicate key {key!r}")
        rows.append(row_id)

    def remove(self, key: Any, row_id: int) -> None:
        self.rows[key].remove(row_id)
        if not self.rows[key]:
            del self.rows[key]

    def equal(self, key: Any) -> Iterable[int]:
        return self.rows.get(key, ())


class SortedIndex(Index):
    def __init__(self, position: int, unique: bool = False) -> None:
        super().__init__(position, unique)
        self.pairs: list[tuple[Any, int]] = []

    def add(self, key: Any, row_id: int) -> None:
        bisect.insort(self.pairs, (key, row_id))

    def remove(self, key: Any, row_id: int) -> None:
        del self.pairs[bisect.bisect_left(self.pairs, (key, row_id))]

    def between(self, low: Any, high: Any) -> Iterator[int]:
        start = bisect.bisect_left(self.pairs, (low, -1))
        for key, row_id in self.pairs[start:]:
            if key > high:
                break
            yield row_id


class Table:
    def __init__(self, name: str, *columns: Column) -> None:
        self.name = name
        self.columns = columns
        self.positions = {column.name: i for i, column in enumerate(columns)}
        self.rows: dict[int, Row] = {}
        self.indexes: dict[str, Index] = {}
        self.log: list[Callable[[], object]] | None = None
        self._next_id = 0

    def create_index(self, column: str, kind: type[Index], *, unique: bool = False) -> None:
        index = kind(self.positions[column], unique)
        for row_id, row in self.rows.items():
            index.add(row[index.position], row_id)
        self.indexes[column] = index

    def _link(self, row_id: int, row: Row) -> None:
        done: list[Index] = []
        try:
            for index in self.indexes.values():
                index.add(row[index.position], row_id)
                done.append(index)
        except ConstraintViolation:
            for index in done:
                index.remove(row[index.position], row_id)
            raise
        self.rows[row_id] = row

    def _unlink(self, row_id: int) -> Row:
        row = self.rows.pop(row_id)
        for index in self.indexes.values():
            index.remove(row[index.position], row_id)
        return row

    def _note(self, undo: Callable[[], object]) -> None:
        if self.log is not None:
            self.log.append(undo)

    def insert(self, *values: Any, **named: Any) -> int:
        row = tuple(values) + tuple(named.get(column.name) for column in self.columns[len(values) :])
        for column, value in zip(self.columns, row, strict=True):
            column.check(value)
        row_id = self._next_id
        self._link(row_id, row)
        self._next_id += 1
        self._note(lambda: self._unlink(row_id))
        return row_id

    def update(self, row_id: int, **changes: Any) -> None:
        old = self._unlink(row_id)
        new = list(old)
        try:
            for name, value in changes.items():
                position = self.positions[name]
                self.columns[position].check(value)
                new[position] = value
            self._link(row_id, tuple(new))
        except DatabaseError:
            self._link(row_id, old)
            raise
        self._note(lambda: (self._unlink(row_id), self._link(row_id, old)))

    def delete(self, row_id: int) -> None:
        old = self._unlink(row_id)
        self._note(lambda: self._link(row_id, old))


TOKEN = re.compile(r"\s*(?:(?P<number>\d+)|'(?P<text>[^']*)'|(?P<name>[A-Za-z_][\w.]*)|(?P<sign><=|>=|<>|[=<>(),*]))")
COMPARE = {"=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}
AGGREGATES: dict[str, Callable[[list[Any]], Any]] = {
    "count": len,
    "sum": sum,
    "min": min,
    "max": max,
    "avg": lambda values: round(sum(values) / len(values), 3),
}
Condition = tuple[str, str, Any]


@dataclass
class Select:
    outputs: list[tuple[str | None, str]]
    table: str
    join: tuple[str, str, str] | None = None
    where: list[Condition] | None = None
    group: str | None = None
    order: tuple[str, bool] | None = None
    limit: int | None = None


class Parser:
    """select OUTPUT, ... from T [join U on A = B] [where C and ...] [group by A] [order by A [desc]] [limit N]"""

    def __init__(self, text: str) -> None:
        self.tokens = [(match.lastgroup, match[match.lastgroup]) for match in TOKEN.finditer(text)]
        self.at = 0

    def take(self, kind: str | None = None) -> str:
        try:
            found, value = self.tokens[self.at]
        except IndexError:
            raise SyntaxProblem("query ends too early") from None
        if kind is not None and found != kind:
            raise SyntaxProblem(f"{kind} expected at {value!r}")
        self.at += 1
        return value

    def accept(self, *words: str) -> bool:
        following = [value for _, value in self.tokens[self.at : self.at + len(words)]]
        if following != list(words):
            return False
        self.at += len(words)
        return True

    def expect(self, *words: str) -> None:
        if not self.accept(*words):
            raise SyntaxProblem(f"{' '.join(words)!r} expected")

    def output(self) -> tuple[str | None, str]:
        name = self.take()
        if not self.accept("("):
            return None, name
        if name not in AGGREGATES:
            raise SyntaxProblem(f"no function {name!r}")
        argument = self.take()
        self.expect(")")
        return name, argument

    def condition(self) -> Condition:
        column, sign = self.take("name"), self.take("sign")
        kind, value = self.tokens[self.at]
        self.at += 1
        return column, sign, int(value) if kind == "number" else value

    def series(self, part: Callable[[], Any], separator: str) -> list[Any]:
        parts = [part()]
        while self.accept(separator):
            parts.append(part())
        return parts

    def parse(self) -> Select:
        self.expect("select")
        outputs = self.series(self.output, ",")
        self.expect("from")
        select = Select(outputs, self.take("name"))
        if self.accept("join"):
            other = self.take("name")
            self.expect("on")
            left = self.take("name")
            self.expect("=")
            select.join = other, left, self.take("name")
        if self.accept("where"):
            select.where = self.series(self.condition, "and")
        if self.accept("group", "by"):
            select.group = self.take("name")
        if self.accept("order", "by"):
            select.order = self.take("name"), self.accept("desc")
        if self.accept("limit"):
            select.limit = int(self.take("number"))
        if self.at != len(self.tokens):
            raise SyntaxProblem(f"left over: {self.tokens[self.at][1]!r}")
        return select


class Database:
    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self.index_hits = 0

    def create(self, name: str, *columns: Column) -> Table:
        return self.tables.setdefault(name, Table(name, *columns))

    @contextmanager
    def transaction(self, *names: str) -> Iterator[None]:
        log: list[Callable[[], object]] = []
        tables = [self.tables[name] for name in names]
        for table in tables:
            table.log = log
        try:
            yield
        except BaseException:
            for table in tables:
                table.log = None
            for undo in reversed(log):
                undo()
            raise
        finally:
            for table in tables:
                table.log = None

    def _scan(self, table: Table, where: list[Condition]) -> Iterator[dict[str, Any]]:
        rows: Iterable[Row] = table.rows.values()
        for column, sign, value in where:
            index = table.indexes.get(column)
            if isinstance(index, HashIndex) and sign == "=":
                rows = [table.rows[row_id] for row_id in sorted(index.equal(value))]
                self.index_hits += 1
                break
        for row in rows:
            yield dict(zip(table.positions, row))

    def _join(self, rows: Iterable[dict[str, Any]], other: Table, left: str, right: str) -> Iterator[dict[str, Any]]:
        if right not in other.indexes:
            other.create_index(right, HashIndex)
        for row in rows:
            for row_id in other.indexes[right].equal(row[left]):
                joined = {f"{other.name}.{name}": value for name, value in zip(other.positions, other.rows[row_id])}
                yield row | joined

    def query(self, text: str) -> list[Row]:
        select = Parser(text).parse()
        try:
            rows = self._scan(self.tables[select.table], select.where or [])
            if select.join:
                other, left, right = select.join
                rows = self._join(rows, self.tables[other], left, right)
            tests = [(column, COMPARE[sign], value) for column, sign, value in select.where or ()]
            kept = [row for row in rows if all(compare(row[column], value) for column, compare, value in tests)]
            result = self._project(select, kept)
        except KeyError as error:
            raise DatabaseError(f"unknown name {error}") from error
        return result[: select.limit]

    def _project(self, select: Select, rows: list[dict[str, Any]]) -> list[Row]:
        if select.order and not select.group:
            name, descending = select.order
            rows.sort(key=operator.itemgetter(name), reverse=descending)
        if not any(function for function, _ in select.outputs):
            return [tuple(row[name] for _, name in select.outputs) for row in rows]
        groups: Iterable[tuple[Any, Iterable[dict[str, Any]]]] = [(None, rows)]
        if select.group:
            key = operator.itemgetter(select.group)
            groups = groupby(sorted(rows, key=key), key)
        result = []
        for _, members in groups:
            members = list(members)
            values = []
            for function, name in select.outputs:
                column = members if name == "*" else [row[name] for row in members]
                values.append(AGGREGATES[function](column) if function else column[0])
            result.append(tuple(values))
        if select.order:
            position = [name for _, name in select.outputs].index(select.order[0])
            result.sort(key=lambda row: (row[position], row), reverse=select.order[1])
        return result


CITIES = ["Bern", "Graz", "Ulm", "Lyon", "Turin"]
QUERIES = [
    "select city, count(*), avg(age) from people group by city order by city",
    "select name, age from people where city = 'Ulm' and age >= 60 order by name limit 4",
    "select people.city, count(*), sum(amount) from orders join people on buyer = id where amount > 400 "
    "group by people.city order by amount desc",
    "select amount, day, people.name from orders join people on buyer = id where buyer = 17 order by amount desc limit 3",
    "select max(amount), min(day) from orders where item <> 'lamp'",
    "select nothing from people",
    "select name people",
    "select median(age) from people",
]


def fill(database: Database, seed: int) -> None:
    source = random.Random(seed)
    people = database.create("people", Column("id", int), Column("name", str), Column("age", int), Column("city", str, True))
    people.create_index("id", HashIndex, unique=True)
    people.create_index("age", SortedIndex)
    for number in range(800):
        name = "".join(source.choice(pair) for pair in ("bdkm", "aeiou", "lnrst", "aeiou"))
        people.insert(number, name.title(), source.randrange(18, 90), city=source.choice(CITIES))
    orders = database.create("orders", Column("buyer", int), Column("item", str), Column("amount", int), Column("day", date))
    orders.create_index("buyer", HashIndex)
    for _ in range(5000):
        day = date(2025, 1, 1) + timedelta(days=source.randrange(365))
        orders.insert(source.randrange(800), source.choice(["lamp", "desk", "chair"]), source.randrange(10, 900), day)


def churn(database: Database, seed: int) -> tuple[int, int]:
    source = random.Random(seed)
    people = database.tables["people"]
    committed = rolled_back = 0
    for _ in range(1300):
        try:
            with database.transaction("people"):
                for row_id in people.indexes["age"].between(40, 40 + source.randrange(4)):
                    people.update(row_id, city=source.choice(CITIES))
                victim = source.choice(list(people.rows))
                row = people.rows[victim]
                people.delete(victim)
                people.insert(*row[:2], row[2] + 1 if source.random() < 0.7 else "old", row[3])
                people.insert(source.randrange(1800), "Newborn", 0, "Ulm")
                committed += 1
        except ConstraintViolation:
            rolled_back += 1
    return committed, rolled_back


def main() -> None:
    database = Database()
    fill(database, seed=11)
    committed, rolled_back = churn(database, seed=12)
    checksum = 0
    for _ in range(12):
        for query in QUERIES:
            try:
                rows = database.query(query)
            except DatabaseError as error:
                rows = [(type(error).__name__, str(error))]
            checksum = zlib.crc32(repr(rows).encode(), checksum)
    for query in QUERIES[:2]:
        print(*database.query(query), sep="\n")
    print(f"{committed} committed, {rolled_back} rolled back, {database.index_hits} index look-ups")
    print(f"checksum {checksum:08x}")


if __name__ == "__main__":
    main()
