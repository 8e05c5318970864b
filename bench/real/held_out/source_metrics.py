"""Measures source text that it writes itself: tokens, syntax trees, complexity, and a few lint rules."""

from __future__ import annotations

import ast
import io
import keyword
import math
import random
import textwrap
import token
import tokenize
import warnings
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cache
from typing import NamedTuple


class Level(StrEnum):
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Finding(NamedTuple):
    line: int
    level: Level
    text: str

    def __str__(self) -> str:
        return f"{self.line}: {self.level}: {self.text}"


@dataclass
class TokenStatistics:
    kinds: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    operators: Counter[str] = field(default_factory=Counter)
    comment_lines: int = 0
    code_lines: set[int] = field(default_factory=set)
    deepest: int = 0

    IGNORED = frozenset({token.ENCODING, token.ENDMARKER, token.NEWLINE, token.INDENT, token.DEDENT, tokenize.NL})

    @classmethod
    def of(cls, text: str) -> TokenStatistics:
        result = cls()
        depth = 0
        for item in tokenize.generate_tokens(io.StringIO(text).readline):
            match item.type:
                case token.INDENT:
                    depth += 1
                    result.deepest = max(result.deepest, depth)
                case token.DEDENT:
                    depth -= 1
                case tokenize.COMMENT:
                    result.comment_lines += 1
                case kind if kind not in cls.IGNORED:
                    result.kinds[token.tok_name[kind]] += 1
                    result.code_lines.update(range(item.start[0], item.end[0] + 1))
                    if kind == token.OP or keyword.iskeyword(item.string):
                        result.operators[item.string] += 1
                    elif kind == token.NAME:
                        result.names[item.string] += 1
        return result

    @property
    def volume(self) -> float:
        """Halstead's volume: length times the bits for one word of the vocabulary."""
        vocabulary = len(self.names) + len(self.operators)
        length = self.names.total() + self.operators.total()
        return length * math.log2(vocabulary) if vocabulary else 0.0


@dataclass
class FunctionReport:
    name: str
    line: int
    arguments: int
    complexity: int = 1
    nesting: int = 0
    returns: int = 0
    calls: Counter[str] = field(default_factory=Counter)


class ComplexityVisitor(ast.NodeVisitor):
    def __init__(self) -> None:
        self.reports: list[FunctionReport] = []
        self.path: list[str] = []
        self._open: list[FunctionReport] = []
        self._depth = 0

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        self.path.append(name)
        try:
            yield
        finally:
            self.path.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        with self.inside(node.name):
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        with self.inside(node.name):
            arguments = node.args
            count = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
            report = FunctionReport(".".join(self.path), node.lineno, count)
            self.reports.append(report)
            self._open.append(report)
            depth, self._depth = self._depth, 0
            self.generic_visit(node)
            self._depth = depth
            self._open.pop()

    visit_AsyncFunctionDef = visit_FunctionDef

    def branch(self, node: ast.AST) -> None:
        if not self._open:
            return self.generic_visit(node)
        report = self._open[-1]
        report.complexity += 1
        self._depth += 1
        report.nesting = max(report.nesting, self._depth)
        self.generic_visit(node)
        self._depth -= 1

    visit_If = visit_For = visit_While = visit_ExceptHandler = visit_IfExp = visit_comprehension = visit_match_case = branch

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        if self._open:
            self._open[-1].complexity += len(node.values) - 1
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        self._open[-1].returns += 1
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if self._open:
            self._open[-1].calls[ast.unparse(node.func)] += 1
        self.generic_visit(node)


Check = Callable[[ast.AST], Iterable[tuple[ast.AST, str]]]
CHECKS: dict[type[ast.AST], list[tuple[Level, Check]]] = defaultdict(list)


def check(*kinds: type[ast.AST], level: Level = Level.WARNING) -> Callable[[Check], Check]:
    def register(function: Check) -> Check:
        for kind in kinds:
            CHECKS[kind].append((level, function))
        return function

    return register


@check(ast.FunctionDef, level=Level.ERROR)
def mutable_default(node: ast.FunctionDef):
    for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
        if isinstance(default, (ast.List, ast.Dict, ast.Set)):
            yield default, f"{node.name} has a mutable default {ast.unparse(default)}"


@check(ast.ExceptHandler)
def bare_except(node: ast.ExceptHandler):
    match node:
        case ast.ExceptHandler(type=None):
            yield node, "a bare except"
        case ast.ExceptHandler(type=ast.Name(id="Exception" | "BaseException" as name), body=[ast.Pass()]):
            yield node, f"{name} is ignored"


@check(ast.Compare)
def strange_comparison(node: ast.Compare):
    for sign, right in zip(node.ops, node.comparators):
        match sign, right:
            case ast.Eq() | ast.NotEq(), ast.Constant(value=None | True | False as value):
                yield right, f"compare with {value} by is"
            case ast.Is() | ast.IsNot(), ast.Constant(value=int() | str()) if not isinstance(right.value, bool):
                yield right, f"identity of the constant {right.value!r}"


@check(ast.Module, level=Level.NOTE)
def unused_imports(node: ast.Module):
    used = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    for statement in node.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            for alias in statement.names:
                if (name := alias.asname or alias.name.partition(".")[0]) not in used:
                    yield statement, f"{name} is imported and not used"


@check(ast.Assign, ast.AugAssign, level=Level.NOTE)
def shadowing(node: ast.Assign | ast.AugAssign):
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for target in targets:
        for inner in ast.walk(target):
            if isinstance(inner, ast.Name) and inner.id in {"list", "dict", "id", "type", "input"}:
                yield inner, f"{inner.id} hides a builtin"


def lint(tree: ast.Module) -> list[Finding]:
    findings = []
    for node in ast.walk(tree):
        for level, function in CHECKS.get(type(node), ()):
            findings += [Finding(getattr(at, "lineno", 1), level, text) for at, text in function(node)]
    return sorted(findings)


class Folder(ast.NodeTransformer):
    """Computes constant parts of expressions and removes what can never run."""

    OPERATORS: dict[type[ast.operator], Callable[[int, int], int]] = {
        ast.Add: lambda a, b: a + b,
        ast.Sub: lambda a, b: a - b,
        ast.Mult: lambda a, b: a * b,
    }

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        match node:
            case ast.BinOp(left=ast.Constant(value=int() as a), op=sign, right=ast.Constant(value=int() as b)):
                if (function := self.OPERATORS.get(type(sign))) and (value := function(a, b)) >= 0:
                    return ast.copy_location(ast.Constant(value), node)
        return node

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        if isinstance(node.test, ast.Constant):
            return (node.body if node.test.value else node.orelse) or ast.Pass()
        return node


class SourceWriter:
    """Writes plausible modules."""

    NAMES = "total index value result items left right node count buffer offset".split()

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def name(self) -> str:
        return self.random.choice(self.NAMES)

    def expression(self, depth: int) -> str:
        if depth == 0:
            return self.random.choice([self.name(), str(self.random.randrange(20)), repr(self.name()), "None"])
        a, b = self.expression(depth - 1), self.expression(depth - 1)
        shapes = ["{a} + {b}", "({a} * {b})", "{n}({a}, key={b})", "[{a} for {n} in {b} if {a}]", "{a} if {b} else {a}"]
        shapes += ["{n}.{n}[{a}]", "lambda {n}: {a}", "3 * (4 + 1) - {b}", "({a}) == None", "({n} and {b} or {n})", "({a}, {b})"]
        return self.random.choice(shapes).format(a=f"({a})", b=f"({b})", n=self.name())

    def statement(self, depth: int) -> str:
        body = textwrap.indent("\n".join(self.statement(depth - 1) for _ in range(2)), "    ") if depth else "    pass"
        shapes = [
            "{n} = {e}",
            "{n} += {e}  # step {k}",
            "if {e}:\n{b}\nelse:\n    raise ValueError({n})",
            "for {n} in {e}:\n{b}",
            "try:\n{b}\nexcept {x}:\n    pass",
            "with open({n}) as {n}, {n}:\n{b}",
            "while {n} is not {k}:\n{b}\n    break",
            "match {n}:\n    case [{n}, *_]:\n        return {e}\n    case _:\n        list = {e}",
            "if 1:\n{b}",
            "return {e}",
        ]
        errors = self.random.choice(["Exception", "KeyError", "(OSError, TypeError)"])
        return self.random.choice(shapes).format(
            n=self.name(), e=self.expression(2), b=body, k=self.random.randrange(9), x=errors
        )

    def function(self, number: int) -> str:
        default = self.random.choice(["1", "[]", "{}", "None"])
        head = self.random.choice(["def", "def", "async def"]) + f" work_{number}(self, index, /, value={default}, *, left=2):"
        body = "\n".join(self.statement(2) for _ in range(4))
        return f'{head}\n    """Does part {number}."""\n' + textwrap.indent(body, "    ")

    def module(self, functions: int) -> str:
        methods = "\n\n".join(self.function(number) for number in range(functions))
        imports = "import os\nimport sys as system\nfrom math import total, pi\n"
        return f"{imports}\n\n# Written by a program.\nclass Worker:\n{textwrap.indent(methods, '    ')}\n"


@cache
def grade(complexity: int) -> str:
    return next(letter for letter, limit in zip("ABCDEF", (5, 10, 20, 30, 40, math.inf)) if complexity <= limit)


def study(text: str) -> Iterator[str]:
    statistics = TokenStatistics.of(text)
    tree = ast.parse(text)
    visitor = ComplexityVisitor()
    visitor.visit(tree)
    yield f"{len(statistics.code_lines)} lines, depth {statistics.deepest}, volume {statistics.volume:.3f}"
    yield repr(sorted(statistics.kinds.items())) + repr(statistics.names.most_common(3))
    for report in visitor.reports:
        yield f"{grade(report.complexity)} {asdict(report) | {'calls': sorted(report.calls.items())}}"
    yield from map(str, lint(tree))
    folded = ast.fix_missing_locations(Folder().visit(tree))
    compile(folded, "<folded>", "exec")
    again = ast.unparse(folded)
    yield f"{len(list(ast.walk(folded)))} nodes after folding, {again.count('return')} returns, {again.count(' 15 ')} fifteens"


def main() -> None:
    warnings.simplefilter("ignore", SyntaxWarning)
    lines: list[str] = []
    for seed in range(23):
        lines += study(SourceWriter(seed).module(functions=5))
    for broken in ("def f(:\n  pass", "x = (1,\n", "return 1 +"):
        try:
            ast.parse(broken)
        except SyntaxError as error:
            lines.append(f"{type(error).__name__} in line {error.lineno}")
    levels = Counter(line.split(": ")[1] for line in lines if ": " in line and line[0].isdigit())
    print(lines[0], lines[2][:100], lines[-4], sep="\n")
    print(f"{len(lines)} lines of report, {dict(sorted(levels.items()))}")
    print(f"checksum {zlib.crc32(chr(10).join(lines).encode()):08x}")


if __name__ == "__main__":
    main()
