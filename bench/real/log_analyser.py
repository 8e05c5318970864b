"""An analyser of server logs: several formats by named groups, tokens masked by substitution, sessions, alerts by rules, templates of messages."""

from __future__ import annotations

import datetime
import hashlib
import ipaddress
import random
import re
import urllib.parse
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any, ClassVar, NamedTuple


@dataclass(slots=True)
class Entry:
    moment: datetime.datetime
    source: str
    level: str
    message: str
    fields: dict[str, Any] = field(default_factory=dict)


class Unparsable(ValueError):
    pass


class Format:
    """A format of lines; a subclass gives the pattern and makes entries of matches."""

    formats: ClassVar[list[Format]] = []
    pattern: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls) -> None:
        cls.formats.append(cls())

    def parse(self, line: str) -> Entry | None:
        match = self.pattern.match(line)
        return None if match is None else self.entry(match)

    def entry(self, match: re.Match[str]) -> Entry:
        raise NotImplementedError


MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


class AccessFormat(Format):
    pattern = re.compile(
        r"""(?P<host>\S+)\ \S+\ (?P<user>\S+)\ \[(?P<day>\d\d)/(?P<month>\w{3})/(?P<year>\d{4}):(?P<time>[\d:]{8})\ (?P<zone>[+-]\d{4})\]
        \ "(?P<method>[A-Z]+)\ (?P<path>[^\s?"]+)(?:\?(?P<query>[^\s"]*))?\ HTTP/(?P<version>\d\.\d)"
        \ (?P<status>\d{3})\ (?P<size>\d+|-)(?:\ "(?P<referer>[^"]*)"\ "(?P<agent>(?:[^"\\]|\\.)*)")?$""",
        re.VERBOSE,
    )

    def entry(self, match: re.Match[str]) -> Entry:
        g = match.groupdict()
        hours, minutes, seconds = map(int, g["time"].split(":"))
        zone = datetime.timezone(datetime.timedelta(hours=int(g["zone"][:3])))
        moment = datetime.datetime(int(g["year"]), MONTHS[g["month"]], int(g["day"]), hours, minutes, seconds, tzinfo=zone)
        fields = {
            "host": g["host"], "status": int(g["status"]), "size": 0 if g["size"] == "-" else int(g["size"]), "method": g["method"],
            "path": urllib.parse.unquote(g["path"]),
            "query": dict(urllib.parse.parse_qsl(g["query"] or "", keep_blank_values=True)), "agent": agent_name(g["agent"] or ""),
            "user": g["user"],
        }
        level = "ERROR" if fields["status"] >= 500 else "WARNING" if fields["status"] >= 400 else "INFO"
        return Entry(moment.astimezone(datetime.timezone.utc), "access", level, f"{g['method']} {g['path']} {g['status']}", fields)


class ApplicationFormat(Format):
    pattern = re.compile(
        r"(?P<moment>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{3})?)Z? "
        r"(?P<level>DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL)\s+\[(?P<name>[\w.-]+)\] (?P<message>.*)$",
        re.DOTALL,
    )
    pairs = re.compile(r"""\b(\w+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))""")

    def entry(self, match: re.Match[str]) -> Entry:
        moment = datetime.datetime.fromisoformat(match["moment"].replace(",", "."))
        fields = {key: quoted or bare for key, quoted, bare in self.pairs.findall(match["message"])}
        level = {"WARN": "WARNING", "FATAL": "ERROR"}.get(match["level"], match["level"])
        return Entry(moment.replace(tzinfo=datetime.timezone.utc), match["name"], level, match["message"], fields)


class SystemFormat(Format):
    pattern = re.compile(
        r"<(?P<code>\d{1,3})>(?P<month>[A-Z][a-z]{2}) {1,2}(?P<day>\d{1,2}) (?P<h>\d\d):(?P<m>\d\d):(?P<s>\d\d) "
        r"(?P<host>[\w.]+) (?P<tag>[\w/]+)(?:\[(?P<pid>\d+)\])?: (?P<message>.*)"
    )

    def entry(self, match: re.Match[str]) -> Entry:
        moment = datetime.datetime(
            2024, MONTHS[match["month"]], *(int(match[name]) for name in ("day", "h", "m", "s")), tzinfo=datetime.timezone.utc,
        )
        level = ("ERROR", "ERROR", "ERROR", "ERROR", "WARNING", "INFO", "INFO", "DEBUG")[int(match["code"]) & 7]
        return Entry(moment, match["tag"], level, match["message"], {"host": match["host"], "pid": int(match["pid"] or 0)})


@lru_cache(maxsize=64)
def agent_name(text: str) -> str:
    rules = (r"(?P<name>\w*[Bb]ot)\b", r"(?P<name>Firefox|Chrome)/(?P<version>\d+)", r"^(?P<name>curl|wget)/")
    for rule in rules:
        if match := re.search(rule, text):
            return match["name"].lower() + (match.groupdict().get("version") or "")
    return "other"


class Masker:
    """Makes a template of a message: what varies becomes a mark."""

    MARKS = {
        "uuid": r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}\b", "ip": r"\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?",
        "mail": r"[\w.+-]+@[\w-]+\.[a-z]{2,}", "path": r"(?:/[\w.-]+)+/?",
        "text": r'"(?:[^"\\]|\\.)*"', "hex": r"\b0x[0-9a-fA-F]+\b", "time": r"\b\d+(?:\.\d+)?(?:ms|s)\b",
        "number": r"(?<![\w.])-?\d+(?:\.\d+)?\b",
    }

    def __init__(self) -> None:
        self.pattern = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in self.MARKS.items()))
        self.masked: Counter[str] = Counter()

    def _mark(self, match: re.Match[str]) -> str:
        self.masked[match.lastgroup] += 1
        return f"<{match.lastgroup}>"

    def __call__(self, message: str) -> str:
        return re.sub(r"(\w+=)\S*<\w+>\S*", r"\1<...>", self.pattern.sub(self._mark, message))


class Alert(NamedTuple):
    moment: datetime.datetime
    rule: str
    subject: str


Rule = Callable[[Iterable[Entry]], Iterator[Alert]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    RULES.append(function)
    return function


@rule
def guessed_passwords(entries: Iterable[Entry]) -> Iterator[Alert]:
    failed: defaultdict[str, deque[datetime.datetime]] = defaultdict(lambda: deque(maxlen=4))
    pattern = re.compile(r"Failed password for (?:invalid user )?(?P<user>\S+) from (?P<ip>[\d.]+) port \d+")
    for entry in entries:
        if match := pattern.search(entry.message):
            times = failed[match["ip"]]
            times.append(entry.moment)
            if len(times) == times.maxlen and times[-1] - times[0] < datetime.timedelta(hours=2):
                yield Alert(entry.moment, "passwords", match["ip"])
                times.clear()


@rule
def injections(entries: Iterable[Entry]) -> Iterator[Alert]:
    pattern = re.compile(r"\bunion\s+select\b|<script\b|(?:\.\./){2,}|'\s*or\s+'?1", re.IGNORECASE)
    for entry in entries:
        for value in (entry.fields.get("path", ""), *entry.fields.get("query", {}).values()) if entry.source == "access" else ():
            if match := pattern.search(value):
                yield Alert(entry.moment, "injection", f"{entry.fields['host']} {match[0].lower()!r}")


@rule
def slow_requests(entries: Iterable[Entry]) -> Iterator[Alert]:
    for entry in entries:
        if (match := re.search(r"took (\d+(?:\.\d+)?)(ms|s)\b", entry.message)) and float(match[1]) * {"ms": 1, "s": 1000}[match[2]] > 4500:
            yield Alert(entry.moment, "slow", entry.source)


class Analyser:
    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.rejected: list[str] = []
        self.by_format: Counter[str] = Counter()

    def read(self, text: str) -> None:
        """Lines that begin with blanks belong to the line before."""
        for line in re.split(r"\n(?![ \t])", text):
            try:
                self.entries.append(self.parse(line))
            except Unparsable:
                self.rejected.append(line)
        self.entries.sort(key=lambda entry: entry.moment)

    def parse(self, line: str) -> Entry:
        for candidate in Format.formats:
            try:
                entry = candidate.parse(line)
            except (ValueError, KeyError) as error:
                raise Unparsable(line) from error
            if entry is not None:
                self.by_format[type(candidate).__name__] += 1
                return entry
        raise Unparsable(line)

    def sessions(self, gap: datetime.timedelta) -> Iterator[tuple[str, int, int, list[str]]]:
        key = lambda entry: (entry.fields["host"], entry.fields["agent"])
        access = sorted((entry for entry in self.entries if entry.source == "access"), key=lambda entry: (*key(entry), entry.moment))
        for (host, agent), group in groupby(access, key=key):
            session: list[Entry] = []
            for entry in group:
                if session and entry.moment - session[-1].moment > gap:
                    yield self._session(host, agent, session)
                    session = []
                session.append(entry)
            yield self._session(host, agent, session)

    @staticmethod
    def _session(host: str, agent: str, entries: list[Entry]) -> tuple[str, int, int, list[str]]:
        kind = "private" if ipaddress.ip_address(host).is_private else "public"
        sections = {re.match(r"/?[^/]*", entry.fields["path"])[0]: None for entry in entries}
        return f"{kind} {host} {agent}", len(entries), sum(entry.fields["size"] for entry in entries), list(sections)

    def templates(self, masker: Masker) -> Counter[tuple[str, str]]:
        return Counter((entry.level, masker(entry.message)) for entry in self.entries if entry.source != "access")


def make_log(rng: random.Random, count: int) -> Iterator[str]:
    pick, moment = rng.choice, datetime.datetime(2024, 3, 1)
    agents = ["Mozilla/5.0 (X11) Firefox/115.0", "Mozilla/5.0 Chrome/120.0 Safari", "Googlebot/2.1 (+http://x)", "curl/8.0", 'odd \\"agent\\"']
    paths = [
        "/", "/shop/item/17", "/shop/caf%C3%A9?q=t%C3%A9&x=", "/login?user=a'+OR+'1", "/img/../../etc/passwd", "/find?q=<script>",
        "/api/v1/users?id=1+union++select",
    ]
    address = lambda: f"{pick(['10.0.0', '8.8.4', '192.168.1'])}.{rng.randrange(1, 9)}"
    for _ in range(count):
        moment += datetime.timedelta(seconds=rng.randrange(300))
        match rng.randrange(12):
            case 0 | 1 | 2 | 3 | 4:
                size = pick([str(rng.randrange(10**5)), "-"])
                yield (
                    f'{address()} - {pick("-ab")} [{moment:%d}/Mar/2024:{moment:%H:%M:%S} +0{pick("012")}00] '
                    f'"{pick(["GET", "POST"])} {pick(paths)} HTTP/1.1" {pick([200, 200, 304, 404, 503])} {size} "-" "{pick(agents)}"'
                )
            case 5 | 6:
                yield (
                    f"{moment:%Y-%m-%d %H:%M:%S},{rng.randrange(1000):03d} {pick(['INFO', 'WARN', 'DEBUG'])}  [shop.db] query "
                    f"id={rng.randrange(999)} took {rng.randrange(6000)}ms for \"{pick(['ann', 'bob o'])}\" rows={rng.randrange(99)}"
                )
            case 7:
                yield (
                    f"{moment:%Y-%m-%dT%H:%M:%S}Z ERROR [mail-out] cannot send to {pick('xyz')}.{rng.randrange(99)}@mail.example: "
                    f"code {rng.randrange(-9, 9)} at 0x{rng.getrandbits(24):x}\n  retry in {rng.randrange(9)}s\n\tfrom /var/spool/{rng.randrange(9)}"
                )
            case 8 | 9 | 10:
                user = pick(["root", "invalid user admin"])
                yield (
                    f"<{rng.randrange(192)}>{moment:%b} {moment.day:2d} {moment:%H:%M:%S} gate sshd[{rng.randrange(9999)}]: "
                    f"{pick(['Failed', 'Failed', 'Accepted'])} password for {user} from {address()} port {rng.randrange(65536)} ssh2"
                )
            case _:
                yield pick(
                    ["garbage", "2024-13-45 99:00:00 INFO [x] bad", '1.2.3.4 - - [01/Foo/2024:00:00:00 +0000] "GET / HTTP/1.1" 200 1', ""]
                )


def main() -> None:
    digest, analyser, masker = hashlib.sha256(), Analyser(), Masker()
    analyser.read("\n".join(make_log(random.Random(8), 9500)))
    templates = analyser.templates(masker)
    sessions = sorted(analyser.sessions(datetime.timedelta(minutes=60)), key=lambda session: (-session[1], session))
    alerts = sorted(alert for check in RULES for alert in check(analyser.entries))
    by_hour = Counter(f"{entry.moment:%d %H} {entry.level}" for entry in analyser.entries)
    statuses = Counter((entry.fields["status"], entry.fields["agent"]) for entry in analyser.entries if "status" in entry.fields)
    for part in (
        sorted(templates.items()), sessions, [(a.moment.isoformat(), *a[1:]) for a in alerts], sorted(by_hour.items()),
        sorted(statuses.items()), analyser.rejected,
    ):
        digest.update(repr(part).encode())
    print(f"{len(analyser.entries)} entries {dict(sorted(analyser.by_format.items()))}, {len(analyser.rejected)} rejected")
    by_rule = Counter(alert.rule for alert in alerts)
    print(f"{len(templates)} templates, {len(sessions)} sessions, alerts {dict(sorted(by_rule.items()))}, masked {dict(sorted(masker.masked.items()))}")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
