"""A pipeline of CSV files in a temporary folder: dialects, typed columns, joins, grouping with aggregates, pivot tables, reports."""

from __future__ import annotations

import csv
import datetime
import functools
import hashlib
import itertools
import operator
import random
import statistics
import tempfile
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol


class Semicolons(csv.Dialect):
    delimiter = ";"
    quotechar = "'"
    doublequote = True
    skipinitialspace = True
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


csv.register_dialect("semicolons", Semicolons)
csv.register_dialect("tabs", delimiter="\t", escapechar="\\", quoting=csv.QUOTE_NONE, lineterminator="\n")


class BadCell(ValueError):
    def __init__(self, column: str, text: str) -> None:
        super().__init__(f"{column}: {text!r}")
        self.column = column


class Parser(Protocol):
    def __call__(self, text: str, /) -> Any: ...


def optional(parser: Parser) -> Parser:
    return lambda text: parser(text) if text.strip() else None


def flag(text: str) -> bool:
    try:
        return {"yes": True, "no": False, "1": True, "0": False}[text.lower()]
    except KeyError:
        raise ValueError(text) from None


def number(text: str) -> float:
    return float(text.replace("'", ""))


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    parser: Parser
    title: str = ""

    def parse(self, text: str) -> Any:
        try:
            return self.parser(text)
        except (ValueError, TypeError):
            raise BadCell(self.name, text) from None


class Schema:
    def __init__(self, **columns: Parser) -> None:
        self.columns = [Column(name, parser, name.replace("_", " ").title()) for name, parser in columns.items()]

    def read(self, path: Path, dialect: str, errors: Counter[str]) -> Iterator[dict[str, Any]]:
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file, dialect=dialect, restkey="extra", restval=""):
                if "extra" in row:
                    errors["too long"] += 1
                    continue
                try:
                    yield {column.name: column.parse(row[column.title]) for column in self.columns}
                except BadCell as error:
                    errors[error.column] += 1

    def write(self, path: Path, dialect: str, rows: Iterable[Sequence[Any]]) -> None:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, dialect=dialect)
            writer.writerow(column.title for column in self.columns)
            writer.writerows(rows)


class Aggregate(ABC):
    """Consumes values one by one; a new object for each group."""

    def __init__(self, column: str) -> None:
        self.column = column

    @abstractmethod
    def add(self, value: Any) -> None: ...

    @property
    @abstractmethod
    def result(self) -> Any: ...


class Sum(Aggregate):
    total = 0.0

    def add(self, value: Any) -> None:
        self.total += value

    @property
    def result(self) -> float:
        return round(self.total, 2)


class Count(Aggregate):
    count = 0

    def add(self, value: Any) -> None:
        self.count += value is not None

    @property
    def result(self) -> int:
        return self.count


class Listed(Aggregate):
    function: Callable[[list[Any]], Any]

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.values: list[Any] = []

    def add(self, value: Any) -> None:
        if value is not None:
            self.values.append(value)

    @property
    def result(self) -> Any:
        return type(self).function(self.values) if self.values else None


class Median(Listed):
    function = statistics.median


class Latest(Listed):
    function = max


class Names(Listed):
    function = staticmethod(lambda values: "+".join(sorted({str(v) for v in values})[:3]))


class Table:
    """Rows as dicts, with operations that give new tables."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self.rows = list(rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def where(self, test: Callable[[dict[str, Any]], bool]) -> Table:
        return Table(filter(test, self.rows))

    def derive(self, **columns: Callable[[dict[str, Any]], Any]) -> Table:
        return Table({**row, **{name: function(row) for name, function in columns.items()}} for row in self.rows)

    def join(self, other: Table, on: str, *, left: bool = False, prefix: str = "") -> Table:
        index: defaultdict[Any, list[dict[str, Any]]] = defaultdict(list)
        for row in other:
            index[row[on]].append({f"{prefix}{name}" if name != on else on: value for name, value in row.items()})
        return Table({**row, **match} for row in self.rows for match in index.get(row[on], [{}] if left else []))

    def sort(self, *names: str, reverse: bool = False) -> Table:
        return Table(sorted(self.rows, key=operator.itemgetter(*names), reverse=reverse))

    def group(self, *names: str, **aggregates: tuple[type[Aggregate], str]) -> Table:
        key = operator.itemgetter(*names)
        groups: dict[Any, dict[str, Aggregate]] = {}
        for row in self.rows:
            found = key(row)
            states = groups.get(found)
            if states is None:
                states = groups[found] = {name: kind(column) for name, (kind, column) in aggregates.items()}
            for state in states.values():
                state.add(row.get(state.column))
        return Table(
            dict(zip(names, found if len(names) > 1 else [found])) | {name: state.result for name, state in states.items()}
            for found, states in sorted(groups.items())
        )

    def pivot(self, row_name: str, column_name: str, value: str) -> Table:
        titles = sorted({row[column_name] for row in self.rows})
        result = []
        for key, rows in itertools.groupby(self.sort(row_name), operator.itemgetter(row_name)):
            cells = {row[column_name]: row[value] for row in rows}
            result.append({row_name: key, **{str(title): cells.get(title, 0) for title in titles}})
        return Table(result)

    def lines(self) -> Iterator[str]:
        if not self.rows:
            return
        cells = [list(self.rows[0]), *([f"{v:.2f}" if isinstance(v, float) else str(v) for v in row.values()] for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*cells)]
        for line in cells:
            yield "  ".join(f"{cell:>{width}}" for cell, width in zip(line, widths))


class Sale(NamedTuple):
    day: datetime.date
    shop: int
    article: str
    count: int
    price: str
    returned: str
    remark: str


SALES = Schema(day=datetime.date.fromisoformat, shop=int, article=str.strip, count=int, price=number, returned=flag, remark=optional(str))
SHOPS = Schema(shop=int, city=str, opened=datetime.date.fromisoformat)
ARTICLES = Schema(article=str, group=str, weight=optional(float))


def make_files(folder: Path, rng: random.Random, sales: int) -> list[Path]:
    remarks = ["", "he said \"no\"", "a;b", "it's", "two\nlines", "tab\there", "käse, süß"]
    articles = [f"A{n:03d}" for n in range(60)]

    def sale() -> Sale:
        day = datetime.date(2023, 1, 1) + datetime.timedelta(rng.randrange(700))
        price = rng.choice([f"{rng.random() * 2000:.2f}", "1'250.50", "n/a"] if rng.random() < 0.05 else [f"{rng.random() * 90:.2f}"])
        return Sale(day, rng.randrange(14), rng.choice(articles), rng.randint(1, 9), price, rng.choice(["yes", "no", "0"]), rng.choice(remarks))

    paths = []
    for name, dialect, share in (("a.csv", "excel", 3), ("b.csv", "semicolons", 2), ("c.tsv", "unix", 1)):
        paths.append(folder / name)
        SALES.write(paths[-1], dialect, (sale() for _ in range(sales * share // 6)))
    cities = ["Köln", "Bonn", "Trier", "Mainz"]
    SHOPS.write(folder / "shops.csv", "tabs", ([n, rng.choice(cities), f"20{n + 10}-05-01"] for n in range(12)))
    ARTICLES.write(folder / "articles.csv", "excel-tab", ([a, rng.choice("XYZ"), rng.choice(["", "1.5", "0.25"])] for a in articles))
    return paths


def analyse(folder: Path, paths: Sequence[Path], errors: Counter[str]) -> Iterator[tuple[str, Table]]:
    dialects = {"a.csv": "excel", "b.csv": "semicolons", "c.tsv": "unix"}
    sales = Table(itertools.chain.from_iterable(SALES.read(path, dialects[path.name], errors) for path in paths))
    shops = Table(SHOPS.read(folder / "shops.csv", "tabs", errors))
    articles = Table(ARTICLES.read(folder / "articles.csv", "excel-tab", errors))
    full = sales.join(shops, "shop").join(articles, "article", left=True).derive(
        revenue=lambda row: row["count"] * row["price"] * (not row["returned"]),
        month=lambda row: f"{row['day']:%Y-%m}",
        load=lambda row: (row["weight"] or 0.5) * row["count"],
    )
    yield "cities", full.group("city", revenue=(Sum, "revenue"), sales=(Count, "day"), middle=(Median, "price"), last=(Latest, "day"))
    monthly = full.group("month", "city", revenue=(Sum, "revenue"), remarks=(Names, "remark"))
    yield "months", monthly.pivot("month", "city", "revenue")
    yield "remarks", monthly.sort("revenue", "month", reverse=True)
    yield "articles", full.where(lambda row: row["opened"].year > 2012).group("group", "article", load=(Sum, "load"), shops=(Names, "shop"))


def digest_of(pieces: Iterable[str]) -> str:
    return functools.reduce(lambda h, piece: h.update(piece.encode()) or h, pieces, hashlib.sha256()).hexdigest()[:16]


def main() -> None:
    errors: Counter[str] = Counter()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        paths = make_files(folder, random.Random(5), 22_000)
        tables = dict(analyse(folder, paths, errors))
        for name, table in tables.items():
            with (folder / f"{name}.out.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, list(table.rows[0]), quoting=csv.QUOTE_NONNUMERIC)
                writer.writeheader()
                writer.writerows(table)
        written = [path.read_bytes().decode() for path in sorted(folder.glob("*.csv"))]
    for line in tables["cities"].lines():
        print(line)
    print(f"{sum(map(len, tables.values()))} rows, refused: {dict(sorted(errors.items()))}")
    print("checksum", digest_of([*written, *itertools.chain.from_iterable(table.lines() for table in tables.values())]))


if __name__ == "__main__":
    main()
