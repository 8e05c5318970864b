"""Reads settings in layers (INI, TOML, environment-like pairs), merges them, validates them and writes them back."""

from __future__ import annotations

import configparser
import random
import re
import tempfile
import tomllib
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import time
from enum import Enum
from pathlib import Path
from typing import Any, Callable, ClassVar, Iterator, get_args, get_origin, get_type_hints

Tree = dict[str, Any]


class SettingsError(Exception):
    pass


class Level(Enum):
    DEBUG = "debug"
    INFO = "info"
    ERROR = "error"


class Bounded:
    """A descriptor that keeps a number within its limits."""

    def __init__(self, low: float, high: float, default: float) -> None:
        self.low, self.high, self.default = low, high, default

    def __set_name__(self, owner: type, name: str) -> None:
        self.slot = "_" + name

    def __get__(self, instance: object | None, owner: type) -> float:
        return self.default if instance is None else getattr(instance, self.slot)

    def __set__(self, instance: object, value: float) -> None:
        if not self.low <= value <= self.high:
            raise SettingsError(f"{value} is not within {self.low} and {self.high}")
        setattr(instance, self.slot, value)


@dataclass
class Pool:
    size: int = Bounded(1, 64, 4)
    timeout: float = Bounded(0.0, 600.0, 2.5)


@dataclass
class Logging:
    level: Level = Level.INFO
    file: str | None = None
    rotate_at: time = time(3, 30)


@dataclass
class Server:
    host: str
    ports: list[int] = field(default_factory=lambda: [80])
    tls: bool = False
    aliases: dict[str, str] = field(default_factory=dict)


@dataclass
class Settings:
    REQUIRED: ClassVar[tuple[str, ...]] = ("server",)
    server: Server
    pool: Pool = field(default_factory=Pool)
    logging: Logging = field(default_factory=Logging)


BOOLEANS = configparser.ConfigParser.BOOLEAN_STATES


def split_list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def convert(value: Any, kind: Any, path: str) -> Any:
    """Turns a value from any source into what the type says; strings come from INI files and pairs."""
    origin = get_origin(kind)
    if is_dataclass(kind):
        return build(kind, value, path)
    if origin is list:
        items = split_list(value) if isinstance(value, str) else value
        return [convert(item, get_args(kind)[0], f"{path}[{i}]") for i, item in enumerate(items)]
    if origin is dict:
        return {key: convert(item, get_args(kind)[1], f"{path}.{key}") for key, item in value.items()}
    if origin is not None or not isinstance(kind, type):
        options = [option for option in get_args(kind) if option is not type(None)]
        return None if value in ("", None) else convert(value, options[0], path)
    try:
        match value:
            case str() if kind is bool:
                return BOOLEANS[value.lower()]
            case str() if kind is time:
                return time.fromisoformat(value)
            case bool() if kind in (int, float):
                raise TypeError("a truth value is no number")
            case str() | int() | float() if kind is not str or isinstance(value, str):
                return kind(value)
            case _ if isinstance(value, kind):
                return value
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    raise SettingsError(f"{path}: {type(value).__name__} where {kind.__name__} is needed")


def build(cls: type, tree: Any, path: str = "") -> Any:
    if not isinstance(tree, Mapping):
        raise SettingsError(f"{path}: a table is needed")
    hints = get_type_hints(cls)
    values, problems = {}, []
    for item in fields(cls):
        where = f"{path}.{item.name}".lstrip(".")
        if item.name in tree:
            try:
                values[item.name] = convert(tree[item.name], hints[item.name], where)
            except SettingsError as error:
                problems.append(error)
        elif item.default is MISSING and item.default_factory is MISSING:
            problems.append(SettingsError(f"{where} is missing"))
    problems += [SettingsError(f"{path}.{name} is unknown".lstrip(".")) for name in tree if name not in hints]
    if problems:
        raise ExceptionGroup(path or "settings", problems)
    try:
        return cls(**values)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None


def flat_errors(group: BaseException) -> Iterator[str]:
    if isinstance(group, BaseExceptionGroup):
        for error in group.exceptions:
            yield from flat_errors(error)
    else:
        yield str(group)


def merge(base: Tree, over: Tree) -> Tree:
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            result[key] = merge(old, value)
        elif isinstance(value, list) and value[:1] == ["+"]:
            result[key] = [*(split_list(old) if isinstance(old, str) else old or ()), *value[1:]]
        else:
            result[key] = value
    return result


LOADERS: dict[str, Callable[[str], Tree]] = {}


def loader(*suffixes: str) -> Callable[[Callable[[str], Tree]], Callable[[str], Tree]]:
    def register(function: Callable[[str], Tree]) -> Callable[[str], Tree]:
        for suffix in suffixes:
            LOADERS[suffix] = function
        return function

    return register


@loader(".toml")
def load_toml(text: str) -> Tree:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("bad TOML") from error


@loader(".ini", ".cfg")
def load_ini(text: str) -> Tree:
    parser = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation(), allow_no_value=True)
    try:
        parser.read_string(text)
        tree: Tree = {}
        for section in parser.sections():
            node = tree
            for part in section.split("."):
                node = node.setdefault(part, {})
            node.update((key, value) for key, value in parser.items(section) if key not in parser.defaults())
        return tree
    except configparser.Error as error:
        raise SettingsError(f"bad INI: {type(error).__name__}") from error


@loader(".env")
def load_pairs(text: str) -> Tree:
    tree: Tree = {}
    for line in text.splitlines():
        key, _, value = line.partition("=")
        *path, name = key.lower().split("__")
        node = tree
        for part in path:
            node = node.setdefault(part, {})
        node[name] = value
    return tree


def load(path: Path) -> Tree:
    return LOADERS[path.suffix](path.read_text(encoding="utf-8"))


def to_toml(tree: Tree, prefix: str = "") -> Iterator[str]:
    tables = {key: value for key, value in tree.items() if isinstance(value, dict)}
    for key, value in tree.items():
        if key not in tables and value is not None:
            yield f"{toml_key(key)} = {toml_value(value)}"
    for key, value in tables.items():
        name = f"{prefix}{toml_key(key)}"
        yield f"\n[{name}]"
        yield from to_toml(value, name + ".")


def toml_key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key, re.ASCII) else toml_value(key)


def toml_value(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | float() | time():
            return str(value)
        case Enum():
            return toml_value(value.value)
        case list():
            return "[" + ", ".join(map(toml_value, value)) + "]"
        case str():
            return '"' + re.sub(r'["\\]', r"\\\g<0>", value).replace("\n", "\\n") + '"'
    raise TypeError(type(value).__name__)


def to_tree(settings: Any) -> Tree:
    return {
        item.name: to_tree(value) if is_dataclass(value := getattr(settings, item.name)) else value
        for item in fields(settings)
    }


TOML = """
# made for host {n}
[server]
host = "{name}.example"
ports = [ {port}, 0x1F_90, ]   # hexadecimal, too
aliases = {{ main = "m\\u00fc{n}", "quoted key" = 'raw \\path' }}
[logging]
rotate_at = 0{hour}:15:00
level = "{level}"
[pool]
timeout = 1.5e{exponent}
"""
INI = """
[DEFAULT]
root = /srv/{name}
[server]
tls: {tls}
aliases.note = none
[logging]
file = ${{root}}/log/${{server:tls}}.txt
; a comment
[pool]
size = {size}
"""


def sources(seed: int, count: int) -> Iterator[dict[str, str]]:
    source = random.Random(seed)
    for n in range(count):
        words = {
            "n": n,
            "name": "".join(source.choices("abcdefgh", k=5)),
            "port": source.randrange(1, 9999),
            "hour": source.randrange(9),
            "level": source.choice(["debug", "info", "error", "loud"]),
            "exponent": source.choice([0, 1, 2, 3]),
            "tls": source.choice(["yes", "off", "True", "perhaps"]),
            "size": source.choice(["4", "16", "128", "many"]),
        }
        texts = {"a.toml": TOML.format(**words), "b.ini": INI.format(**words).replace("aliases.note = none\n", "")}
        texts["c.env"] = f"SERVER__PORTS={n},{n + 1}\nLOGGING__LEVEL=Debug" if n % 5 == 0 else "POOL__SIZE=7"
        texts["d.toml"] = 'server.ports = ["+", 9000]\n' + ("colour = 1\n" if n % 7 == 0 else "")
        if n % 11 == 0:
            texts["a.toml"] += "[pool]\n"
        if n % 13 == 0:
            texts["b.ini"] += "[server]\n"
        yield texts


def main() -> None:
    checksum, good, errors = 0, 0, Counter()
    with tempfile.TemporaryDirectory() as folder:
        for texts in sources(seed=21, count=280):
            tree: Tree = {}
            for name, text in texts.items():
                path = Path(folder, name)
                path.write_text(text, encoding="utf-8")
                try:
                    tree = merge(tree, load(path))
                except SettingsError as error:
                    errors[str(error)] += 1
            try:
                settings = build(Settings, tree)
            except* SettingsError as group:
                for message in flat_errors(group):
                    errors[message] += 1
                    checksum = zlib.crc32(message.encode(), checksum)
            else:
                good += 1
                written = "\n".join(to_toml(to_tree(settings)))
                again = build(Settings, tomllib.loads(written))
                assert again == settings
                checksum = zlib.crc32(repr(settings).encode(), checksum)
    print(settings if good else "none")
    for message, count in sorted(errors.items(), key=lambda item: (-item[1], item[0]))[:5]:
        print(f"{count:4} x {message}")
    print(f"{good} good, {errors.total()} errors, checksum {checksum:08x}")


if __name__ == "__main__":
    main()
