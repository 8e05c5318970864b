"""Plans a year: recurrence rules, exceptions, conflicts, free slots, and a printed month from the calendar module."""

from __future__ import annotations

import calendar
import heapq
import itertools
import random
import zlib
from abc import ABC, abstractmethod
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from enum import IntEnum
from functools import cached_property, total_ordering
from typing import Iterable, Iterator


class Weekday(IntEnum):
    MO = calendar.MONDAY
    TU = calendar.TUESDAY
    WE = calendar.WEDNESDAY
    TH = calendar.THURSDAY
    FR = calendar.FRIDAY
    SA = calendar.SATURDAY
    SU = calendar.SUNDAY


class RuleError(ValueError):
    pass


class Rule(ABC):
    """Days on which something happens, in ascending order."""

    def __init__(self, interval: int = 1, count: int | None = None, until: date | None = None) -> None:
        if interval < 1:
            raise RuleError(f"an interval of {interval}")
        self.interval, self.count, self.until = interval, count, until

    @abstractmethod
    def candidates(self, start: date) -> Iterator[date]: ...

    def days(self, start: date) -> Iterator[date]:
        days: Iterable[date] = (day for day in self.candidates(start) if day >= start)
        if self.until is not None:
            days = itertools.takewhile(self.until.__ge__, days)
        return itertools.islice(days, self.count)

    @staticmethod
    def parse(text: str) -> Rule:
        """Reads FREQ=WEEKLY;BYDAY=MO,TH;INTERVAL=2;COUNT=10 and the like."""
        parts = dict(part.partition("=")[::2] for part in text.split(";"))
        try:
            kind = RULES[parts.pop("FREQ")]
            common = {"interval": int(parts.pop("INTERVAL", "1"))}
            if "COUNT" in parts:
                common["count"] = int(parts.pop("COUNT"))
            if "UNTIL" in parts:
                common["until"] = datetime.strptime(parts.pop("UNTIL"), "%Y%m%d").date()
            return kind.from_parts(parts, **common)
        except (KeyError, ValueError) as error:
            raise RuleError(f"{text}: {error!r}") from error

    @classmethod
    def from_parts(cls, parts: dict[str, str], **common) -> Rule:
        if parts:
            raise RuleError(f"unknown parts: {', '.join(sorted(parts))}")
        return cls(**common)


class Daily(Rule):
    def candidates(self, start: date) -> Iterator[date]:
        for step in itertools.count(0, self.interval):
            yield start + timedelta(days=step)


class Weekly(Rule):
    def __init__(self, weekdays: Iterable[Weekday], **common) -> None:
        super().__init__(**common)
        self.weekdays = sorted(weekdays)

    @classmethod
    def from_parts(cls, parts: dict[str, str], **common) -> Rule:
        return cls([Weekday[name] for name in parts["BYDAY"].split(",")], **common)

    def candidates(self, start: date) -> Iterator[date]:
        monday = start - timedelta(days=start.weekday())
        while True:
            for weekday in self.weekdays:
                yield monday + timedelta(days=weekday)
            monday += timedelta(weeks=self.interval)


class Monthly(Rule):
    def __init__(self, day: int | None = None, weekday: tuple[int, Weekday] | None = None, **common) -> None:
        super().__init__(**common)
        self.day, self.weekday = day, weekday

    @classmethod
    def from_parts(cls, parts: dict[str, str], **common) -> Rule:
        match parts:
            case {"BYMONTHDAY": day}:
                return cls(day=int(day), **common)
            case {"BYDAY": text}:
                return cls(weekday=(int(text[:-2]), Weekday[text[-2:]]), **common)
            case _:
                raise RuleError("a monthly rule needs a day")

    def candidates(self, start: date) -> Iterator[date]:
        for months in itertools.count(start.year * 12 + start.month - 1, self.interval):
            year, month = divmod(months, 12)
            day = self.pick(year, month + 1)
            if day is not None:
                yield day

    def pick(self, year: int, month: int) -> date | None:
        _, length = calendar.monthrange(year, month)
        if self.day is not None:
            day = self.day if self.day > 0 else length + 1 + self.day
            return date(year, month, day) if 1 <= day <= length else None
        nth, weekday = self.weekday
        days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
        try:
            return date(year, month, days[nth - 1 if nth > 0 else nth])
        except IndexError:
            return None


class EasterRule(Rule):
    """Days counted from Easter Sunday, which the anonymous Gregorian computus gives."""

    def __init__(self, offset: int = 0, **common) -> None:
        super().__init__(**common)
        self.offset = offset

    @classmethod
    def from_parts(cls, parts: dict[str, str], **common) -> Rule:
        return cls(int(parts.get("OFFSET", "0")), **common)

    def candidates(self, start: date) -> Iterator[date]:
        for year in itertools.count(start.year, self.interval):
            yield self.easter(year) + timedelta(days=self.offset)

    @staticmethod
    def easter(year: int) -> date:
        golden = year % 19
        century, rest = divmod(year, 100)
        correction = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
        moon = correction - (correction // 28) * (1 - (correction // 28) * (29 // (correction + 1)) * ((21 - golden) // 11))
        weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
        month = 3 + (moon - weekday + 40) // 44
        return date(year, month, moon - weekday + 28 - 31 * (month // 4))


RULES: dict[str, type[Rule]] = {"DAILY": Daily, "WEEKLY": Weekly, "MONTHLY": Monthly, "EASTER": EasterRule}


@total_ordering
@dataclass(frozen=True)
class Slot:
    start: datetime
    length: timedelta

    @cached_property
    def end(self) -> datetime:
        return self.start + self.length

    def __lt__(self, other: Slot) -> bool:
        return (self.start, self.length) < (other.start, other.length)

    def __and__(self, other: Slot) -> Slot | None:
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Slot(start, end - start) if start < end else None

    def __str__(self) -> str:
        return f"{self.start:%a %d %b %H:%M}-{self.end:%H:%M}"


@dataclass
class Event:
    title: str
    first: datetime
    length: timedelta
    rule: Rule | None = None
    skipped: set[date] = field(default_factory=set)
    moved: dict[date, timedelta] = field(default_factory=dict)

    def slots(self) -> Iterator[Slot]:
        days = self.rule.days(self.first.date()) if self.rule else [self.first.date()]
        clock = self.first.timetz()
        for day in days:
            if day not in self.skipped:
                start = datetime.combine(day, clock) + self.moved.get(day, timedelta())
                yield Slot(start, self.length)

    def postponed(self, delay: timedelta) -> Event:
        return replace(self, title=f"{self.title} (late)", first=self.first + delay)


class Planner:
    OPENS, CLOSES = time(9), time(18)

    def __init__(self, zone: timezone) -> None:
        self.zone = zone
        self.events: list[Event] = []

    def __iadd__(self, event: Event) -> Planner:
        self.events.append(event)
        return self

    def timeline(self, start: date, end: date) -> Iterator[tuple[Slot, Event]]:
        """All slots of all events in the order of their time; rules without an end are read lazily."""

        def labelled(number: int, event: Event) -> Iterator[tuple[Slot, int]]:
            for slot in event.slots():
                yield slot, number

        streams = (labelled(number, event) for number, event in enumerate(self.events))
        for slot, number in heapq.merge(*streams):
            day = slot.start.astimezone(self.zone).date()
            if day >= end:
                return
            if day >= start:
                yield slot, self.events[number]

    def conflicts(self, start: date, end: date) -> Iterator[tuple[Slot, str, str]]:
        running: list[tuple[Slot, Event]] = []
        for slot, event in self.timeline(start, end):
            running = [(other, owner) for other, owner in running if other.end > slot.start]
            for other, owner in running:
                if common := slot & other:
                    yield common, owner.title, event.title
            running.append((slot, event))

    def free(self, start: date, end: date, least: timedelta) -> Iterator[Slot]:
        busy: dict[date, list[Slot]] = defaultdict(list)
        for slot, _ in self.timeline(start, end):
            busy[slot.start.astimezone(self.zone).date()].append(slot)
        for offset in range((end - start).days):
            day = start + timedelta(days=offset)
            if day.weekday() >= Weekday.SA:
                continue
            cursor = datetime.combine(day, self.OPENS, self.zone)
            closing = datetime.combine(day, self.CLOSES, self.zone)
            for slot in [*busy[day], Slot(closing, timedelta())]:
                if slot.start - cursor >= least:
                    yield Slot(cursor, min(slot.start, closing) - cursor)
                cursor = max(cursor, slot.end.astimezone(self.zone))


RULE_TEXTS = [
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=WEEKLY;BYDAY=WE,FR,SU;INTERVAL=2;COUNT=30",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=2TU;INTERVAL=2",
    "FREQ=MONTHLY;BYDAY=5FR;UNTIL=20281231",
    "FREQ=EASTER;OFFSET=-2",
]


def fill(planner: Planner, seed: int, count: int) -> None:
    source = random.Random(seed)
    for number in range(count):
        zone = timezone(timedelta(hours=source.choice([0, 1, 2, -5])))
        first = datetime(2026, 1 + source.randrange(3), 1 + source.randrange(28), 8 + source.randrange(9), 15, tzinfo=zone)
        length = timedelta(minutes=15 * source.randrange(1, 7))
        event = Event(f"event {number}", first, length, Rule.parse(source.choice(RULE_TEXTS)))
        some = list(itertools.islice(event.slots(), 12))
        event.skipped.update(slot.start.date() for slot in some[2:4])
        event.moved[some[-1].start.date()] = timedelta(hours=1, minutes=number)
        planner += event
        if number % 5 == 0:
            planner += event.postponed(timedelta(weeks=1, minutes=20))


def main() -> None:
    planner = Planner(timezone(timedelta(hours=1), "CET"))
    fill(planner, seed=8, count=50)
    start, end = date(2026, 1, 1), date(2029, 7, 1)
    lines = [f"{slot} {event.title}" for slot, event in planner.timeline(start, end)]
    conflicts = [f"{slot} {first} / {second}" for slot, first, second in planner.conflicts(start, end)]
    free = list(planner.free(start, end, timedelta(minutes=90)))
    print(f"{len(lines)} slots, {len(conflicts)} conflicts, {len(free)} free slots, longest {max(s.length for s in free)}")
    print(lines[0], "|", conflicts[-1], "|", free[10])
    for text in ("FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY", "FREQ=DAILY;BYHOUR=1"):
        try:
            Rule.parse(text)
        except RuleError as error:
            lines.append(str(error))
    eves = [day.isoformat() for day in itertools.islice(EasterRule().days(start), 60)]
    months = [calendar.TextCalendar(Weekday.SU).formatmonth(year, month) for year in (2026, 2027) for month in range(1, 13)]
    print(months[1].splitlines()[2], eves[:3], lines[-3])
    print(f"checksum {zlib.crc32(chr(10).join([*lines, *conflicts, *map(str, free), *eves, *months]).encode()):08x}")


if __name__ == "__main__":
    main()
