"""A build tool in memory: targets with hashed inputs, header scanning, topological order and incremental rebuilds."""

from __future__ import annotations

import fnmatch
import functools
import hashlib
import heapq
import posixpath
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Callable, Iterable, Iterator, Protocol

INCLUDE = re.compile(r'^\s*#include\s+"([^"]+)"', re.MULTILINE)


class BuildError(Exception):
    pass


class CycleError(BuildError):
    def __init__(self, path: list[str]) -> None:
        super().__init__(" -> ".join(path))
        self.path = path


class MissingInput(BuildError):
    pass


class ActionFailed(BuildError):
    pass


class Outcome(Enum):
    BUILT = auto()
    FRESH = auto()
    CUT_OFF = auto()
    FAILED = auto()
    SKIPPED = auto()


class FileSystem:
    """Files by path; a digest is computed once for each content."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._digests: dict[str, str] = {}

    def write(self, path: str, text: str) -> None:
        path = posixpath.normpath(path)
        if self._files.get(path) != text:
            self._files[path] = text
            self._digests.pop(path, None)

    def read(self, path: str) -> str:
        try:
            return self._files[path]
        except KeyError:
            raise MissingInput(path) from None

    def __contains__(self, path: str) -> bool:
        return path in self._files

    def glob(self, pattern: str) -> list[str]:
        return sorted(fnmatch.filter(self._files, pattern))

    def digest(self, path: str) -> str:
        if path not in self._digests:
            self._digests[path] = hashlib.sha256(self.read(path).encode()).hexdigest()
        return self._digests[path]


class Action(Protocol):
    def __call__(self, files: FileSystem, inputs: list[str]) -> str: ...


@dataclass
class Target:
    output: str
    inputs: list[str]
    action: Action
    flags: tuple[str, ...] = ()
    discover: Callable[[FileSystem, Iterable[str]], Iterable[str]] | None = None


@dataclass
class Record:
    signature: str
    output_digest: str


@dataclass
class Report:
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def summary(self) -> str:
        counts = Counter(outcome.name.lower() for outcome in self.outcomes.values())
        return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


def scan_includes(files: FileSystem, roots: Iterable[str]) -> list[str]:
    """All headers that the roots include, directly or not, in the order of discovery."""
    seen: dict[str, None] = {}
    stack = list(roots)
    while stack:
        path = stack.pop()
        folder = posixpath.dirname(path)
        for name in INCLUDE.findall(files.read(path)):
            for candidate in (posixpath.join(folder, name), posixpath.join("include", name)):
                candidate = posixpath.normpath(candidate)
                if candidate in files:
                    break
            else:
                raise MissingInput(f"{name} (included by {path})")
            if candidate not in seen:
                seen[candidate] = None
                stack.append(candidate)
    return list(seen)


class Project:
    def __init__(self, files: FileSystem) -> None:
        self.files = files
        self.targets: dict[str, Target] = {}
        self.records: dict[str, Record] = {}

    def rule(self, output: str, *inputs: str, flags: Iterable[str] = (), discover=None) -> Callable[[Action], Action]:
        def register(action: Action) -> Action:
            if output in self.targets:
                raise BuildError(f"two rules make {output}")
            self.targets[output] = Target(output, list(inputs), action, tuple(flags), discover)
            return action

        return register

    def order(self, goals: Iterable[str]) -> list[str]:
        """The needed targets, dependencies first; ties are broken by name."""
        needed: dict[str, set[str]] = {}
        for goal in goals:
            for name in self._walk(goal, []):
                if name not in needed:
                    needed[name] = {i for i in self.targets[name].inputs if i in self.targets}
        users = defaultdict(list)
        for name, dependencies in needed.items():
            for dependency in dependencies:
                users[dependency].append(name)
        ready = [name for name, dependencies in needed.items() if not dependencies]
        heapq.heapify(ready)
        order = []
        while ready:
            name = heapq.heappop(ready)
            order.append(name)
            for user in users[name]:
                needed[user].discard(name)
                if not needed[user]:
                    heapq.heappush(ready, user)
        return order

    def _walk(self, name: str, path: list[str], done: set[str] | None = None) -> Iterator[str]:
        done = set() if done is None else done
        if name in path:
            raise CycleError(path[path.index(name) :] + [name])
        if name in done or name not in self.targets:
            return
        path.append(name)
        for dependency in self.targets[name].inputs:
            yield from self._walk(dependency, path, done)
        path.pop()
        done.add(name)
        yield name

    def signature(self, target: Target, extra: Iterable[str]) -> str:
        state = hashlib.sha256(target.output.encode())
        for flag in target.flags:
            state.update(b"\0" + flag.encode())
        for path in (*target.inputs, *extra):
            state.update(f"{path}={self.files.digest(path)};".encode())
        return state.hexdigest()

    def build(self, *goals: str) -> Report:
        report = Report()
        broken: set[str] = set()
        changed: set[str] = set()
        for name in self.order(goals):
            target = self.targets[name]
            if not broken.isdisjoint(target.inputs):
                broken.add(name)
                report.outcomes[name] = Outcome.SKIPPED
                continue
            try:
                report.outcomes[name] = self._make(target, changed)
            except BuildError as error:
                broken.add(name)
                self.records.pop(name, None)
                report.outcomes[name] = Outcome.FAILED
                report.errors[name] = f"{type(error).__name__}: {error}"
        return report

    def _make(self, target: Target, changed: set[str]) -> Outcome:
        extra = target.discover(self.files, target.inputs) if target.discover else ()
        signature = self.signature(target, extra)
        record = self.records.get(target.output)
        if record and record.signature == signature and target.output in self.files:
            return Outcome.FRESH
        self.files.write(target.output, target.action(self.files, target.inputs))
        digest = self.files.digest(target.output)
        self.records[target.output] = Record(signature, digest)
        if record and record.output_digest == digest:
            return Outcome.CUT_OFF
        changed.add(target.output)
        return Outcome.BUILT


def strip_comments(text: str) -> str:
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)


@functools.lru_cache(maxsize=512)
def preprocess(text: str) -> tuple[str, ...]:
    words = re.findall(r"[A-Za-z_]\w*|\d+|[^\s\w]", strip_comments(text))
    return tuple(words)


def compile_object(files: FileSystem, inputs: list[str], *, optimize: int) -> str:
    (source,) = inputs
    tokens: list[str] = []
    for path in (*scan_includes(files, inputs), source):
        tokens.extend(preprocess(files.read(path)))
    if "error" in tokens:
        raise ActionFailed(f"{source}: #error near token {tokens.index('error')}")
    table = {word: f"s{index}" for index, word in enumerate(dict.fromkeys(tokens))}
    code = [table[word] if word.isidentifier() else word for word in tokens]
    if optimize:
        code = [word for i, word in enumerate(code) if i == 0 or word != code[i - 1]]
    return f"object {source} O{optimize}\n" + " ".join(code)


def link(files: FileSystem, inputs: list[str], *, kind: str) -> str:
    lines = [f"{kind} of {len(inputs)}"]
    for path in inputs:
        body = files.read(path)
        lines.append(f"{path} {len(body)} {hashlib.md5(body.encode(), usedforsecurity=False).hexdigest()}")
    return "\n".join(lines)


def write_sources(files: FileSystem, source: random.Random) -> None:
    for number in range(30):
        includes = sorted(source.sample(range(number), k=min(number, 3)))
        text = "".join(f'#include "h{other}.h"\n' for other in includes)
        text += "".join(f"int f{number}_{i}(int a); // part {i}\n" for i in range(8))
        files.write(f"include/h{number}.h", text)
    for library in range(6):
        for unit in range(8):
            chosen = sorted(source.sample(range(30), k=4))
            text = "".join(f'#include "h{header}.h"\n' for header in chosen)
            text += "".join(f"int g{unit}_{i}(int a) {{ return a * {source.randrange(99)}; }}\n" for i in range(20))
            files.write(f"lib{library}/u{unit}.c", text)


def declare(files: FileSystem) -> Project:
    project = Project(files)
    libraries = []
    for library in range(6):
        objects = []
        for path in files.glob(f"lib{library}/*.c"):
            output = path[:-2] + ".o"
            optimize = library % 2
            action = functools.partial(compile_object, optimize=optimize)
            project.rule(output, path, flags=[f"-O{optimize}"], discover=scan_includes)(action)
            objects.append(output)
        archive = f"out/lib{library}.a"
        project.rule(archive, *objects)(functools.partial(link, kind="archive"))
        libraries.append(archive)
    for program in range(4):

        @project.rule(f"out/app{program}", *libraries[program : program + 3], flags=["-static"])
        def program_action(files: FileSystem, inputs: list[str]) -> str:
            return link(files, inputs, kind="program")

    return project


def main() -> None:
    source = random.Random(5)
    files = FileSystem()
    write_sources(files, source)
    project = declare(files)
    goals = [name for name in project.targets if name.startswith("out/app")]
    history = []
    print("first:", project.build(*goals).summary())
    for step in range(44):
        header = f"include/h{source.randrange(30)}.h"
        match step % 4:
            case 0:
                files.write(header, files.read(header) + f"// note {step}\n")
            case 1:
                files.write(f"lib2/u{step % 8}.c", f'#include "h{step % 30}.h"\nint fresh{step};\n')
            case 2:
                files.write(header, files.read(header) + f"int added{step}(int b);\n")
            case 3:
                files.write("lib4/u3.c", '#include "gone.h"\n' if step % 8 == 3 else "#error not yet\n")
        report = project.build(*goals)
        history.append(report.summary() + " " + "; ".join(report.errors.values()))
    print(*history[:4], sep="\n")
    project.targets["lib0/u0.o"].inputs.append("out/app0")
    try:
        project.build(*goals)
    except CycleError as error:
        history.append(str(error))
        print("cycle:", error)
    outputs = [f"{name}:{files.digest(name)}" for name in sorted(project.targets) if name in files]
    print("checksum", hashlib.sha256("\n".join(history + outputs).encode()).hexdigest()[:16])


if __name__ == "__main__":
    main()
