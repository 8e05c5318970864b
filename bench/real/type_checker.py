"""A type checker for a functional language: inference by unification, generalisation, records with rows, errors with positions."""

from __future__ import annotations

import hashlib
import itertools
import random
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import ClassVar, TypeAlias, Union

# ---- types


class Type:
    def __rshift__(self, result: Type) -> Type:
        return Constructor("->", (self, result))


@dataclass(eq=False)
class Variable(Type):
    """An unknown; `instance` is what unification found for it."""

    level: int
    number: int = field(default_factory=itertools.count().__next__)
    instance: Type | None = None


@dataclass(frozen=True)
class Constructor(Type):
    name: str
    arguments: tuple[Type, ...] = ()


@dataclass(frozen=True)
class Row(Type):
    """Labels of a record with their types, and what may follow."""

    label: str
    head: Type
    tail: Type


EMPTY_ROW = Constructor("{}")
INT, BOOL, TEXT = map(Constructor, ("int", "bool", "text"))


def list_of(item: Type) -> Type:
    return Constructor("list", (item,))


@dataclass(frozen=True)
class Scheme:
    """A type in which some variables stand for any type."""

    quantified: tuple[Variable, ...]
    body: Type


def prune(type_: Type) -> Type:
    while isinstance(type_, Variable) and type_.instance is not None:
        if isinstance(type_.instance, Variable) and type_.instance.instance is not None:
            type_.instance = type_.instance.instance  # shorten the path
        type_ = type_.instance
    return type_


def variables(type_: Type) -> Iterator[Variable]:
    match prune(type_):
        case Variable() as variable:
            yield variable
        case Constructor(_, arguments):
            for argument in arguments:
                yield from variables(argument)
        case Row(_, head, tail):
            yield from variables(head)
            yield from variables(tail)


class Printer:
    def __init__(self) -> None:
        self.names: dict[Variable, str] = {}

    def __call__(self, type_: Type) -> str:
        match prune(type_):
            case Variable() as variable:
                return self.names.setdefault(variable, f"'{'abcdefghijklmnopqrstuvwxyz'[len(self.names) % 26]}{len(self.names) // 26 or ''}")
            case Constructor("->", (parameter, result)):
                inner = self(parameter)
                return f"({inner})" + f" -> {self(result)}" if "->" in inner else f"{inner} -> {self(result)}"
            case Constructor("record", (row,)):
                return "{" + ", ".join(self.row(row)) + "}"
            case Constructor(name, arguments):
                return f"{name}[{', '.join(map(self, arguments))}]" if arguments else name
        raise TypeError(type_)

    def row(self, row: Type) -> Iterator[str]:
        while isinstance(row := prune(row), Row):
            yield f"{row.label}: {self(row.head)}"
            row = row.tail
        if isinstance(row, Variable):
            yield f"..{self(row)}"


# ---- terms


@dataclass(frozen=True)
class Term:
    position: int = field(kw_only=True, default=0, compare=False)


@dataclass(frozen=True)
class Constant(Term):
    value: Union[int, str, bool]


@dataclass(frozen=True)
class Name(Term):
    name: str


@dataclass(frozen=True)
class Lambda(Term):
    parameter: str
    body: Term


@dataclass(frozen=True)
class Apply(Term):
    function: Term
    argument: Term


@dataclass(frozen=True)
class Let(Term):
    name: str
    value: Term
    body: Term
    recursive: bool = False


@dataclass(frozen=True)
class If(Term):
    condition: Term
    positive: Term
    negative: Term


@dataclass(frozen=True)
class ListOf(Term):
    items: tuple[Term, ...]


@dataclass(frozen=True)
class Record(Term):
    fields: Mapping[str, Term]


@dataclass(frozen=True)
class Select(Term):
    record: Term
    label: str


# ---- errors


class CheckError(Exception):
    code: ClassVar[str] = "error"
    position = 0


class UnboundName(CheckError):
    code = "unbound"


class Infinite(CheckError):
    code = "infinite"


class Mismatch(CheckError):
    code = "mismatch"

    def __init__(self, left: Type, right: Type) -> None:
        show = Printer()
        super().__init__(f"{show(left)} is not {show(right)}")


Environment: TypeAlias = "ChainMap[str, Scheme]"


class Checker:
    def __init__(self) -> None:
        self.level = 0
        self.unifications = 0
        self.errors: list[CheckError] = []

    def fresh(self) -> Variable:
        return Variable(self.level)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        self.level += 1
        try:
            yield
        finally:
            self.level -= 1

    @contextmanager
    def at(self, term: Term) -> Iterator[None]:
        """Errors inside are of this term unless a term inside has claimed them."""
        try:
            yield
        except CheckError as error:
            error.position = error.position or term.position
            raise

    def unify(self, left: Type, right: Type) -> None:
        self.unifications += 1
        left, right = prune(left), prune(right)
        if left is right:
            return
        match left, right:
            case (Variable(), _):
                self.bind(left, right)
            case (_, Variable()):
                self.bind(right, left)
            case (Row(), Row()):
                self.unify(left.tail, self.rewrite(right, left))
            case (Constructor(name, ours), Constructor(other, theirs)) if name == other and len(ours) == len(theirs):
                for a, b in zip(ours, theirs):
                    self.unify(a, b)
            case _:
                raise Mismatch(left, right)

    def bind(self, variable: Variable, type_: Type) -> None:
        for inner in variables(type_):
            if inner is variable:
                raise Infinite("a type would contain itself")
            inner.level = min(inner.level, variable.level)
        variable.instance = type_

    def rewrite(self, row: Type, wanted: Row) -> Type:
        """What remains of a row when the wanted label is taken out of it."""
        row = prune(row)
        if isinstance(row, Row):
            if row.label == wanted.label:
                self.unify(row.head, wanted.head)
                return row.tail
            return Row(row.label, row.head, self.rewrite(row.tail, wanted))
        if isinstance(row, Variable):
            tail = Variable(row.level)
            self.bind(row, Row(wanted.label, wanted.head, tail))
            return tail
        raise Mismatch(row, Constructor("record", (wanted,)))

    def generalise(self, type_: Type) -> Scheme:
        return Scheme(tuple(dict.fromkeys(v for v in variables(type_) if v.level > self.level)), type_)

    def instantiate(self, scheme: Scheme) -> Type:
        if not scheme.quantified:
            return scheme.body
        fresh = {variable: self.fresh() for variable in scheme.quantified}

        def copy(type_: Type) -> Type:
            match prune(type_):
                case Variable() as variable:
                    return fresh.get(variable, variable)
                case Constructor(name, arguments) as whole:
                    return Constructor(name, tuple(map(copy, arguments))) if arguments else whole
                case Row(label, head, tail):
                    return Row(label, copy(head), copy(tail))
            raise TypeError(type_)

        return copy(scheme.body)

    # ---- inference by kind of term

    @singledispatchmethod
    def infer(self, term: Term, names: Environment) -> Type:
        raise NotImplementedError(type(term).__name__)

    @infer.register
    def _(self, term: Constant, names: Environment) -> Type:
        return {bool: BOOL, int: INT, str: TEXT}[type(term.value)]

    @infer.register
    def _(self, term: Name, names: Environment) -> Type:
        with self.at(term):
            try:
                return self.instantiate(names[term.name])
            except KeyError:
                raise UnboundName(term.name) from None

    @infer.register
    def _(self, term: Lambda, names: Environment) -> Type:
        parameter = self.fresh()
        return parameter >> self.infer(term.body, names.new_child({term.parameter: Scheme((), parameter)}))

    @infer.register
    def _(self, term: Apply, names: Environment) -> Type:
        with self.at(term):
            function, argument, result = self.infer(term.function, names), self.infer(term.argument, names), self.fresh()
            self.unify(function, argument >> result)
            return result

    @infer.register
    def _(self, term: Let, names: Environment) -> Type:
        with self.deeper():
            inside = names
            if term.recursive:
                itself = self.fresh()
                inside = names.new_child({term.name: Scheme((), itself)})
            try:
                value = self.infer(term.value, inside)
                if term.recursive:
                    self.unify(itself, value)
            except CheckError as error:
                self.errors.append(error)  # go on as if the value had any type
                value = self.fresh()
        return self.infer(term.body, names.new_child({term.name: self.generalise(value)}))

    @infer.register
    def _(self, term: If, names: Environment) -> Type:
        with self.at(term):
            self.unify(self.infer(term.condition, names), BOOL)
            positive = self.infer(term.positive, names)
            self.unify(positive, self.infer(term.negative, names))
            return positive

    @infer.register
    def _(self, term: ListOf, names: Environment) -> Type:
        item = self.fresh()
        for inner in term.items:
            with self.at(inner):
                self.unify(item, self.infer(inner, names))
        return list_of(item)

    @infer.register
    def _(self, term: Record, names: Environment) -> Type:
        row: Type = EMPTY_ROW
        for label, value in term.fields.items():
            row = Row(label, self.infer(value, names), row)
        return Constructor("record", (row,))

    @infer.register
    def _(self, term: Select, names: Environment) -> Type:
        with self.at(term):
            field_type = self.fresh()
            self.unify(self.infer(term.record, names), Constructor("record", (Row(term.label, field_type, self.fresh()),)))
            return field_type


def builtins() -> Environment:
    a, b = Variable(1), Variable(1)
    types = {
        "add": INT >> (INT >> INT), "less": INT >> (INT >> BOOL), "join": TEXT >> (TEXT >> TEXT), "show": a >> TEXT, "head": list_of(a) >> a,
        "map": (a >> b) >> (list_of(a) >> list_of(b)), "fold": (a >> (b >> a)) >> (a >> (list_of(b) >> a)),
        "cons": a >> (list_of(a) >> list_of(a)),
        "equal": a >> (a >> BOOL), "compose": (a >> b) >> ((b >> a) >> (b >> b)),
    }
    checker = Checker()
    return ChainMap({name: checker.generalise(type_) for name, type_ in types.items()})


class Programs:
    """Random terms: most are well typed by accident of construction, some are not."""

    def __init__(self, seed: int) -> None:
        self.rng, self.positions, self.names = random.Random(seed), itertools.count(1), itertools.count()

    def call(self, name: str, *arguments: Term) -> Term:
        result: Term = Name(name, position=next(self.positions))
        for argument in arguments:
            result = Apply(result, argument, position=next(self.positions))
        return result

    def of(self, kind: str, depth: int, known: tuple[str, ...] = ()) -> Term:
        if self.rng.random() < 0.012:
            kind = self.rng.choice(["int", "text", "bool", "list", "record"])  # the mistake
        deeper = lambda other: self.of(other, depth - 1, known)
        leaf = depth <= 0
        if self.rng.random() < 0.3 and not leaf:
            name = f"v{next(self.names)}"
            body = Lambda(name, self.of("int", depth - 1, (*known, name)), position=next(self.positions))
            return Let(f"f{name}", body, self.call(self.rng.choice(["show", "equal"]), Name(f"f{name}")) if kind == "any" else deeper(kind))
        match kind:
            case "int":
                simple = Name(self.rng.choice(known)) if known and self.rng.random() < 0.7 else Constant(self.rng.randrange(9))
                choices = [
                    lambda: self.call("add", deeper("int"), deeper("int")), lambda: self.call("head", deeper("list")),
                    lambda: Select(deeper("record"), "size"),
                ]
            case "bool":
                simple, choices = Constant(True), [
                    lambda: self.call("less", deeper("int"), deeper("int")), lambda: self.call("equal", deeper("text"), deeper("text")),
                ]
            case "list":
                simple = ListOf(())
                double = Lambda("n", self.call("add", Name("n"), Name("n")))
                choices = [
                    lambda: self.call("map", double, deeper("list")), lambda: ListOf((deeper("int"), deeper("int"))),
                    lambda: self.call("cons", deeper("int"), deeper("list")),
                ]
            case "record":
                simple = Record({"size": Constant(1), "name": Constant("x")})
                choices = [
                    lambda: Record({"name": deeper("text"), "size": deeper("int")}),
                    lambda: If(deeper("bool"), deeper("record"), deeper("record")),
                ]
            case _:
                simple, choices = Constant("t"), [
                    lambda: self.call("show", deeper("list")), lambda: self.call("join", deeper("text"), Select(deeper("record"), "name")),
                ]
        return simple if leaf else self.rng.choice(choices)()


def library() -> Iterable[tuple[str, Term]]:
    name, call = Name, Programs(0).call
    yield "identity", Lambda("x", name("x"))
    yield "twice", Lambda("f", Lambda("x", Apply(name("f"), Apply(name("f"), name("x")))))
    yield "sum", Apply(call("fold", name("add")), Constant(0))
    yield "both", Lambda("r", Record({"a": Select(name("r"), "a"), "rest": name("r")}))
    yield "omega", Lambda("x", Apply(name("x"), name("x")))
    yield "pick", Lambda("r", If(Select(name("r"), "flag"), Select(name("r"), "left"), Select(name("r"), "right")))


def main() -> None:
    names, digest, codes, unifications = builtins(), hashlib.sha256(), Counter[str](), 0
    for label, term in library():
        try:
            shown = Printer()(Checker().infer(term, names))
        except CheckError as error:
            shown = error.code
        print(f"{label}: {shown}")
    for seed in range(480):
        checker, term = Checker(), Programs(seed).of("int text bool list record".split()[seed % 5], 6)
        try:
            digest.update(Printer()(checker.infer(term, names)).encode())
        except CheckError as error:
            checker.errors.append(error)
        for error in checker.errors:
            codes[error.code] += 1
            digest.update(f"{error.position} {error}".encode())
        unifications += checker.unifications
    print(f"{unifications} unifications, {dict(codes)}")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
