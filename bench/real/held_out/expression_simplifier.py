"""Symbolic algebra with match statements: parses formulas, derives, simplifies by rules, evaluates and prints them."""

from __future__ import annotations

import math
import operator
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, reduce
from itertools import combinations
from typing import Callable, ClassVar


class AlgebraError(Exception):
    pass


class Expr:
    """Immutable; operators build bigger expressions."""

    __slots__ = ()

    def __add__(self, other: Operand) -> Expr:
        return Add(self, lift(other))

    def __radd__(self, other: Operand) -> Expr:
        return Add(lift(other), self)

    def __sub__(self, other: Operand) -> Expr:
        return Add(self, Mul(Num(Fraction(-1)), lift(other)))

    def __mul__(self, other: Operand) -> Expr:
        return Mul(self, lift(other))

    def __rmul__(self, other: Operand) -> Expr:
        return Mul(lift(other), self)

    def __truediv__(self, other: Operand) -> Expr:
        return Mul(self, Pow(lift(other), Num(Fraction(-1))))

    def __pow__(self, other: Operand) -> Expr:
        return Pow(self, lift(other))

    def __neg__(self) -> Expr:
        return Mul(Num(Fraction(-1)), self)


Operand = Expr | int | Fraction


def lift(value: Operand) -> Expr:
    return value if isinstance(value, Expr) else Num(Fraction(value))


@dataclass(frozen=True, slots=True)
class Num(Expr):
    value: Fraction


@dataclass(frozen=True, slots=True)
class Var(Expr):
    name: str


@dataclass(frozen=True, slots=True)
class Add(Expr):
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Mul(Expr):
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Pow(Expr):
    base: Expr
    exponent: Expr


@dataclass(frozen=True, slots=True)
class Call(Expr):
    name: str
    argument: Expr


ZERO, ONE = lift(0), lift(1)
FUNCTIONS: dict[str, Callable[[float], float]] = {"sin": math.sin, "cos": math.cos, "exp": math.exp, "ln": math.log}


class Parser:
    TOKEN: ClassVar[re.Pattern[str]] = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z]\w*)|(\*\*|[-+*/^()]))")
    BINDING: ClassVar[dict[str, tuple[int, Callable[[Expr, Expr], Expr]]]] = {
        "+": (1, operator.add),
        "-": (1, operator.sub),
        "*": (2, operator.mul),
        "/": (2, operator.truediv),
        "^": (4, operator.pow),
    }

    def __init__(self, text: str) -> None:
        self.tokens = list(self.split(text))
        self.at = 0

    @classmethod
    def split(cls, text: str) -> Iterator[str]:
        at = 0
        while at < len(text.rstrip()):
            match = cls.TOKEN.match(text, at)
            if match is None:
                raise AlgebraError(f"unreadable at {at}: {text[at:]!r}")
            at = match.end()
            yield "^" if match[3] == "**" else match[match.lastindex]

    def next(self) -> str:
        try:
            token = self.tokens[self.at]
        except IndexError:
            raise AlgebraError("the formula ends too early") from None
        self.at += 1
        return token

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def parse(self) -> Expr:
        result = self.expression(0)
        if (rest := self.peek()) is not None:
            raise AlgebraError(f"left over: {rest!r}")
        return result

    def expression(self, least: int) -> Expr:
        left = self.primary()
        while (sign := self.peek()) in self.BINDING:
            power, build = self.BINDING[sign]
            if power < least:
                break
            self.at += 1
            left = build(left, self.expression(power if sign == "^" else power + 1))
        return left

    def primary(self) -> Expr:
        match self.next():
            case "(":
                inner = self.expression(0)
                if self.next() != ")":
                    raise AlgebraError("')' is missing")
                return inner
            case "-":
                return -self.expression(3)
            case name if name in FUNCTIONS:
                return Call(name, self.primary())
            case name if name.isidentifier():
                return Var(name)
            case number if number[0].isdigit():
                return Num(Fraction(number))
            case token:
                raise AlgebraError(f"unexpected {token!r}")


@cache
def derive(expr: Expr, name: str) -> Expr:
    match expr:
        case Num():
            return ZERO
        case Var(other):
            return ONE if other == name else ZERO
        case Add(left, right):
            return derive(left, name) + derive(right, name)
        case Mul(left, right):
            return derive(left, name) * right + left * derive(right, name)
        case Pow(base, Num(value)):
            return value * base ** (value - 1) * derive(base, name)
        case Pow(base, exponent):
            return expr * derive(exponent * Call("ln", base), name)
        case Call("sin", inner):
            return Call("cos", inner) * derive(inner, name)
        case Call("cos", inner):
            return -Call("sin", inner) * derive(inner, name)
        case Call("exp", inner):
            return expr * derive(inner, name)
        case Call("ln", inner):
            return derive(inner, name) / inner
    raise AlgebraError(f"no derivative of {expr!r}")


def rank(expr: Expr) -> tuple[int, str]:
    """A fixed order of factors and terms, so that equal things meet."""
    match expr:
        case Num():
            return 0, ""
        case Var(name):
            return 1, name
        case Pow(base, _):
            return rank(base)[0] + 1, show(expr)
        case _:
            return 9, show(expr)


def flatten(kind: type, expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, kind):
        yield from flatten(kind, expr.left)
        yield from flatten(kind, expr.right)
    else:
        yield expr


def join(kind: type, parts: list[Expr], empty: Expr) -> Expr:
    return reduce(kind, parts) if parts else empty


def simplify_sum(expr: Add) -> Expr:
    terms: dict[Expr, Fraction] = {}
    for term in flatten(Add, expr):
        match term:
            case Num(value):
                key, factor = ONE, value
            case Mul(Num(value), rest):
                key, factor = rest, value
            case _:
                key, factor = term, Fraction(1)
        terms[key] = terms.get(key, 0) + factor
    parts = []
    for key, factor in sorted(terms.items(), key=lambda item: rank(item[0]), reverse=True):
        if factor:
            parts.append(Num(factor) if key == ONE else key if factor == 1 else Mul(Num(factor), key))
    match parts:
        case [Pow(Call("sin", a), Num(p)), Pow(Call("cos", b), Num(q)), *rest] if a == b and p == q == 2:
            return join(Add, [*rest, ONE], ZERO)
    return join(Add, parts, ZERO)


def simplify_product(expr: Mul) -> Expr:
    factor = Fraction(1)
    powers: dict[Expr, Expr] = {}
    for part in flatten(Mul, expr):
        match part:
            case Num(value):
                factor *= value
                continue
            case Pow(base, exponent):
                pass
            case base:
                exponent = ONE
        powers[base] = simplify(powers[base] + exponent) if base in powers else exponent
    if not factor:
        return ZERO
    parts: list[Expr] = []
    for base, exponent in sorted(powers.items(), key=lambda item: rank(item[0])):
        match simplify(Pow(base, exponent)) if exponent != ONE else base:
            case Num(value):
                factor *= value
            case part:
                parts.append(part)
    product = join(Mul, parts, ONE)
    match product:
        case Num(value):
            return Num(value * factor)
        case Add(left, right) if factor != 1:
            return simplify(factor * left + factor * right)
        case _:
            return product if factor == 1 else Mul(Num(factor), product)


def simplify_power(expr: Pow) -> Expr:
    match expr:
        case Pow(_, Num(0)):
            return ONE
        case Pow(base, Num(1)):
            return base
        case Pow(Num(value), Num(exponent)) if exponent.denominator == 1 and abs(exponent) < 64:
            if not value and exponent < 0:
                raise AlgebraError("division by zero")
            return Num(value ** int(exponent))
        case Pow(Pow(base, Num(inner)), Num(outer)) if outer.denominator == 1:
            return simplify(Pow(base, Num(inner * outer)))
        case Pow(Mul(left, right), Num(exponent) as power) if exponent.denominator == 1:
            return simplify(left**power * right**power)
        case Pow(Call("exp", inner), exponent):
            return Call("exp", simplify(inner * exponent))
    return expr


@cache
def simplify(expr: Expr) -> Expr:
    match expr:
        case Num() | Var():
            return expr
        case Add(left, right):
            return simplify_sum(Add(simplify(left), simplify(right)))
        case Mul(left, right):
            return simplify_product(Mul(simplify(left), simplify(right)))
        case Pow(base, exponent):
            return simplify_power(Pow(simplify(base), simplify(exponent)))
        case Call(name, argument):
            match name, simplify(argument):
                case ("ln", Call("exp", inner)) | ("exp", Call("ln", inner)):
                    return inner
                case ("sin", Num(0)) | ("ln", Num(1)):
                    return ZERO
                case "cos" | "exp", Num(0):
                    return ONE
                case _, inner:
                    return Call(name, inner)
    raise AlgebraError(f"cannot simplify {expr!r}")


@cache
def show(expr: Expr, outer: int = 0) -> str:
    match expr:
        case Num(value):
            text, power = str(value), 4 if value.denominator == 1 and value >= 0 else 1
        case Var(name):
            text, power = name, 4
        case Call(name, argument):
            text, power = f"{name}({show(argument)})", 4
        case Add(left, Mul(Num(Fraction(numerator=-1, denominator=1)), right)):
            text, power = f"{show(left, 1)} - {show(right, 2)}", 1
        case Add(left, right):
            text, power = f"{show(left, 1)} + {show(right, 1)}", 1
        case Mul(left, Pow(right, Num(Fraction(numerator=-1, denominator=1)))):
            text, power = f"{show(left, 2)}/{show(right, 3)}", 2
        case Mul(left, right):
            text, power = f"{show(left, 2)}*{show(right, 2)}", 2
        case Pow(base, exponent):
            text, power = f"{show(base, 4)}^{show(exponent, 4)}", 3
    return f"({text})" if power < outer else text


def evaluate(expr: Expr, values: Mapping[str, float]) -> float:
    match expr:
        case Num(value):
            return float(value)
        case Var(name):
            try:
                return values[name]
            except KeyError:
                raise AlgebraError(f"{name} has no value") from None
        case Add(left, right):
            return evaluate(left, values) + evaluate(right, values)
        case Mul(left, right):
            return evaluate(left, values) * evaluate(right, values)
        case Pow(base, exponent):
            return evaluate(base, values) ** evaluate(exponent, values)
        case Call(name, argument):
            return FUNCTIONS[name](evaluate(argument, values))
    raise AlgebraError(f"no value of {expr!r}")


FORMULAS = [
    "x^3*y - 2*x*y + 7 - (x + 1)*3",
    "sin(x)^2 + cos(x)^2 + x/x",
    "exp(2*x)*(x + 1)^3/(x^2 + 1)",
    "ln(exp(x*y)) + 0.25*x*4 - y^0",
    "cos(x^2)*exp(-x)/(1 + exp(-x))",
    "x^x + ln(x)^2*sin(3*x - y)",
    "((x + y)*(x - y) + y^2)/x",
    "sin(cos(sin(x*y + 1/3)))*2^5",
]
BROKEN = ["x +", "(x", "x $ y", "sin", "1 2", "1/(x - x)"]


def size(expr: Expr) -> int:
    match expr:
        case Add(left, right) | Mul(left, right) | Pow(left, right):
            return 1 + size(left) + size(right)
        case Call(_, inner):
            return 1 + size(inner)
    return 1


def study(text: str, depth: int) -> Iterator[str]:
    """The simplified formula and its derivatives, each checked against the one that was not simplified."""
    raw = Parser(text).parse()
    points = [{"x": 0.3 + 0.4 * step, "y": 1.9 - 0.3 * step} for step in range(5)]
    for order in range(depth + 1):
        tidy = simplify(raw)
        if simplify(tidy) != tidy:
            tidy = simplify(tidy)
        for values in points:
            one, other = evaluate(raw, values), evaluate(tidy, values)
            if not math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-6):
                raise AlgebraError(f"{text}: {one} is not {other}")
        yield f"d{order}: {size(raw)} -> {size(tidy)}: {show(tidy)}"
        raw = derive(tidy, "xy"[order % 2])


def main() -> None:
    lines = []
    for text in FORMULAS:
        found = list(study(text, depth=3))
        print(found[0], "|", found[1][:60])
        lines += found
    for left, right in combinations(FORMULAS, 2):
        lines += study(f"({left})*({right})", depth=3)
    for text in BROKEN:
        try:
            lines.append(show(simplify(Parser(text).parse())))
        except AlgebraError as error:
            lines.append(f"{text}: {error}")
    x, y = Var("x"), Var("y")
    tower = reduce(lambda inner, n: (inner * x + n) / (1 + y**n), range(1, 9), x)
    lines.append(show(simplify(derive(simplify(tower), "x"))))
    print(*lines[-7:-1], sep="; ")
    print(f"{sum(map(len, lines))} characters, {derive.cache_info().misses} derivatives")
    print(f"checksum {zlib.crc32(chr(10).join(lines).encode()):08x}")


if __name__ == "__main__":
    main()
