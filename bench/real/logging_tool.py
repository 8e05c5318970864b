"""A tool that logs: a tree of loggers with handlers, filters, formatters and adapters of its own, configured by a dict, all into memory."""

from __future__ import annotations

import functools
import hashlib
import io
import json
import logging
import logging.config
import logging.handlers
import queue
import random
import re
import string
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
TRACE = 5
NOTICE = 25
logging.addLevelName(TRACE, "TRACE")
logging.addLevelName(NOTICE, "NOTICE")

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class Clock:
    """Time of the log: advances by a fixed step for each record."""

    def __init__(self, start: float = 1_700_000_000.0) -> None:
        self.now = start

    def tick(self) -> float:
        self.now += 0.125
        return self.now


class Record(logging.LogRecord):
    """A record whose time and thread are the same in each run."""

    clock = Clock()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.created = self.clock.tick()
        self.msecs = self.created % 1 * 1000
        self.relativeCreated = (self.created - 1_700_000_000.0) * 1000
        self.request = request_id.get()

    def getMessage(self) -> str:
        """The message; arguments go in by % or, if the text has braces, by str.format."""
        text = str(self.msg)
        if "{" in text and self.args:
            return text.format(*self.args) if isinstance(self.args, tuple) else text.format(**self.args)
        return super().getMessage()


class JsonFormatter(logging.Formatter):
    STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName"}

    def __init__(self, *, indent: int | None = None, rename: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.indent, self.rename = indent, dict(rename or {})

    def format(self, record: logging.LogRecord) -> str:
        row: dict[str, Any] = {"level": record.levelname, "name": record.name, "message": record.getMessage(), "request": record.request}
        row.update((key, value) for key, value in vars(record).items() if key not in self.STANDARD)
        if record.exc_info:
            row["error"] = [f"{type(e).__name__}: {e}" for e in self.chain(record.exc_info[1])]
        return json.dumps({self.rename.get(k, k): v for k, v in row.items()}, sort_keys=True, default=repr, indent=self.indent)

    @staticmethod
    def chain(error: BaseException | None) -> Iterator[BaseException]:
        while error is not None:
            yield error
            error = error.__cause__ or error.__context__


class ShortFormatter(logging.Formatter):
    """Names the errors of a chain in place of the traceback."""

    def formatException(self, ei: Any) -> str:
        return "  ! " + " <- ".join(type(e).__name__ for e in JsonFormatter.chain(ei[1]))


class ColumnFormatter(ShortFormatter):
    """Long messages are continued below; the marks stand for levels."""

    MARKS = {TRACE: ".", logging.DEBUG: "d", logging.INFO: "i", NOTICE: "n", logging.WARNING: "W", logging.ERROR: "E"}

    def format(self, record: logging.LogRecord) -> str:
        record.mark = self.MARKS.get(record.levelno, "?")
        first, *rest = super().format(record).split("\n")
        return "\n".join([first, *(" " * 8 + line for line in rest)])


class Redactor(logging.Filter):
    """Hides secrets in what is logged, in the message and in its arguments."""

    def __init__(self, patterns: list[str], name: str = "") -> None:
        super().__init__(name)
        self.pattern = re.compile("|".join(f"(?:{p})" for p in patterns))
        self.hidden = 0

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        clean, count = self.pattern.subn("***", message)
        if count:
            self.hidden += count
            record.msg, record.args = clean, ()
        return True


class RateLimit(logging.Filter):
    """Lets `burst` equal messages of a logger through within a span of seconds."""

    def __init__(self, burst: int, seconds: float) -> None:
        super().__init__()
        self.burst, self.seconds, self.dropped = burst, seconds, Counter[str]()
        self.times: dict[tuple[str, str], deque[float]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        times = self.times.setdefault((record.name, str(record.msg)), deque(maxlen=self.burst))
        if len(times) == self.burst and record.created - times[0] < self.seconds:
            self.dropped[record.name] += 1
            return False
        times.append(record.created)
        return True


class MemoryStream(io.StringIO):
    """A stream that handlers find by name, in place of a file."""

    streams: dict[str, MemoryStream] = {}

    @classmethod
    def named(cls, name: str) -> MemoryStream:
        return cls.streams.setdefault(name, cls())


class StreamByName(logging.StreamHandler):
    def __init__(self, target: str, **options: Any) -> None:
        super().__init__(MemoryStream.named(target))
        self.options = options


class Statistics(logging.Handler):
    def __init__(self) -> None:
        super().__init__(TRACE)
        self.counts: Counter[tuple[str, str]] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        self.counts[record.name, record.levelname] += 1


class ContextAdapter(logging.LoggerAdapter):
    def process(self, msg: Any, kwargs: MutableMapping[str, Any]) -> tuple[Any, MutableMapping[str, Any]]:
        kwargs["extra"] = {**(self.extra or {}), **kwargs.get("extra", {})}
        return f"[{self.extra['shop']}] {msg}", kwargs


CONFIGURATION = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {"()": ColumnFormatter, "fmt": "%(mark)s %(relativeCreated)8.0f %(name)-12s %(request)s %(message)s"},
        "braces": {"()": ShortFormatter, "fmt": "{levelname:>8} {name} {message}", "style": "{"},
        "dollars": {"format": "$levelname/$name: $message", "style": "$"},
        "json": {"()": JsonFormatter, "rename": {"message": "text"}},
    },
    "filters": {
        "secrets": {"()": Redactor, "patterns": [r"password=\S+", r"\b\d{4}-\d{4}-\d{4}\b"]},
        "rate": {"()": RateLimit, "burst": 4, "seconds": 3.0},
        "shop": {"name": "app.shop"},
    },
    "handlers": {
        "console": {"()": StreamByName, "target": "console", "formatter": "lines", "filters": ["rate", "secrets"], "level": "DEBUG"},
        "errors": {"()": StreamByName, "target": "errors", "formatter": "json", "filters": ["secrets"], "level": "WARNING"},
        "shop": {"()": StreamByName, "target": "shop", "formatter": "braces", "filters": ["secrets", "shop"]},
        "wire": {"()": StreamByName, "target": "wire", "formatter": "dollars"},
        "statistics": {"()": Statistics},
    },
    "root": {"level": "INFO", "handlers": ["console", "errors", "statistics"]},
    "loggers": {
        "app": {"level": "DEBUG", "handlers": ["shop"]},
        "app.wire": {"level": TRACE, "handlers": ["wire"], "propagate": False},
        "app.shop.basket": {"level": "WARNING"},
    },
}


def logged(logger: logging.Logger, level: int = logging.DEBUG) -> Callable[[F], F]:
    """Logs calls of a function, what it gives, and what it raises."""

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            named = [f"{name}={value!r}" for name, value in kwargs.items()]
            logger.log(level, "%s(%s)", function.__name__, ", ".join([*map(repr, args[1:]), *named]))
            try:
                result = function(*args, **kwargs)
            except Exception as error:
                logger.log(level, "%s raised %s", function.__name__, type(error).__name__)
                raise
            logger.log(level, "%s gave %r", function.__name__, result)
            return result

        return wrapper  # type: ignore[return-value]

    return decorate


@contextmanager
def request(name: str) -> Iterator[None]:
    token = request_id.set(name)
    try:
        yield
    finally:
        request_id.reset(token)


class OutOfStock(Exception):
    pass


@dataclass
class Shop:
    name: str
    stock: dict[str, int]
    log: ContextAdapter = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.log = ContextAdapter(logging.getLogger("app.shop"), {"shop": self.name})

    @logged(logging.getLogger("app.shop.basket"), NOTICE)
    def take(self, article: str, *, count: int) -> int:
        if self.stock.get(article, 0) < count:
            raise OutOfStock(article)
        self.stock[article] -= count
        return self.stock[article]

    def order(self, article: str, count: int) -> bool:
        self.log.info("order of {} x {}", count, article, extra={"article": article})
        try:
            try:
                left = self.take(article, count=count)
            except OutOfStock as error:
                raise LookupError(f"cannot sell {article}") from error
        except LookupError:
            self.log.exception("order failed for password=%s", article * 2, extra={"count": count})
            return False
        if left < 3:
            self.log.warning("only %d of %s left\nplease fill up", left, article)
        return True


def run_requests(rng: random.Random, count: int) -> tuple[int, int]:
    wire, audit = logging.getLogger("app.wire"), logging.getLogger("app").getChild("audit")
    shops = [Shop(name, {a: rng.randrange(120, 400) for a in string.ascii_lowercase[:12]}) for name in ("north", "south")]
    sold = failed = 0
    for number in range(count):
        with request(f"r{number:04d}"):
            wire.log(TRACE, "> %(method)s %(path)s", {"method": rng.choice(["GET", "PUT"]), "path": f"/{number % 7}"})
            if rng.choice(shops).order(rng.choice(string.ascii_lowercase[:13]), rng.randrange(1, 4)):
                sold += 1
            else:
                failed += 1
            if number % 5 == 0:
                audit.info("card 1234-5678-%04d of %s", number % 3, "ann", stack_info=False)
            if wire.isEnabledFor(logging.DEBUG):
                wire.debug("< %d %5.1f%%", 200 + number % 3, number * 100 / count)
            logging.getLogger("other.library").debug("not seen %s", number)
            logging.getLogger("other.library").log(NOTICE, "seen")
    return sold, failed


def main() -> None:
    logging.setLogRecordFactory(Record)
    logging.config.dictConfig(CONFIGURATION)
    root = logging.getLogger()
    statistics = next(h for h in root.handlers if isinstance(h, Statistics))
    passed: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    memory = logging.handlers.MemoryHandler(50, logging.ERROR, target=logging.handlers.QueueHandler(passed))
    root.addHandler(memory)
    sold, failed = run_requests(random.Random(3), 3000)
    memory.close()
    levels = Counter[str]()
    while not passed.empty():
        levels[passed.get().levelname] += 1
    rate = next(f for h in root.handlers for f in h.filters if isinstance(f, RateLimit))
    hidden = next(f for h in root.handlers for f in h.filters if isinstance(f, Redactor)).hidden
    digest = hashlib.sha256()
    for name, stream in sorted(MemoryStream.streams.items()):
        text = stream.getvalue()
        digest.update(f"{name} {text}".encode())
        print(f"{name}: {text.count(chr(10))} lines")
    print(f"{sold} sold, {failed} failed, {hidden} hidden, {rate.dropped.total()} dropped, queued {dict(sorted(levels.items()))}")
    print(sorted(statistics.counts.items()))
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
