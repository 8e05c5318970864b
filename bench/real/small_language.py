"""A small language: lexer, parser, resolver; compiled to bytecode for a stack machine and to closures, which must agree."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto
from typing import Any, NamedTuple


class LanguageError(Exception):
    """An error of a program, with its line."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {message}" if line else message)


class Kind(Enum):
    NUMBER = r"\d+"
    STRING = r'"[^"]*"'
    NAME = r"[a-zA-Z_]\w*"
    SIGN = r"==|!=|<=|>=|&&|\|\||[-+*/%<>=!(){}\[\],;:]"
    SPACE = r"[ \t\r]+|//[^\n]*"
    NEWLINE = r"\n"
    WRONG = r"."


KEYWORDS = frozenset("let fn if else while return true false nil for in".split())
SCANNER = re.compile("|".join(f"(?P<{kind.name}>{kind.value})" for kind in Kind))


class Token(NamedTuple):
    kind: Kind | None
    text: str
    line: int


def tokens(source: str) -> Iterator[Token]:
    line = 1
    for match in SCANNER.finditer(source):
        kind = Kind[match.lastgroup]
        if kind is Kind.NEWLINE:
            line += 1
        elif kind is Kind.WRONG:
            raise LanguageError(f"stray {match[0]!r}", line)
        elif kind is not Kind.SPACE:
            yield Token(kind, match[0], line)
    yield Token(None, "", line)


# ---- the tree


@dataclass(slots=True)
class Node:
    line: int


@dataclass(slots=True)
class Literal(Node):
    value: Any


@dataclass(slots=True)
class Variable(Node):
    name: str


@dataclass(slots=True)
class Assign(Node):
    target: Node
    value: Node


@dataclass(slots=True)
class Let(Node):
    name: str
    value: Node


@dataclass(slots=True)
class Binary(Node):
    sign: str
    left: Node
    right: Node


@dataclass(slots=True)
class Unary(Node):
    sign: str
    value: Node


@dataclass(slots=True)
class Call(Node):
    function: Node
    arguments: list[Node]


@dataclass(slots=True)
class Index(Node):
    container: Node
    key: Node


@dataclass(slots=True)
class ListOf(Node):
    items: list[Node]


@dataclass(slots=True)
class Function(Node):
    name: str
    parameters: list[str]
    body: Node


@dataclass(slots=True)
class Block(Node):
    statements: list[Node]


@dataclass(slots=True)
class If(Node):
    condition: Node
    positive: Node
    negative: Node | None


@dataclass(slots=True)
class While(Node):
    condition: Node
    body: Node


@dataclass(slots=True)
class Return(Node):
    value: Node


class Parser:
    LEVELS = {sign: level for level, signs in enumerate(["||", "&&", "== !=", "< > <= >=", "+ -", "* / %"], 1) for sign in signs.split()}

    def __init__(self, source: str) -> None:
        self.tokens = list(tokens(source))
        self.position = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def accept(self, *texts: str) -> Token | None:
        if self.token.kind is not None and self.token.text in texts:
            self.position += 1
            return self.tokens[self.position - 1]
        return None

    def expect(self, text: str) -> Token:
        if (token := self.accept(text)) is None:
            raise LanguageError(f"expected {text!r}, not {self.token.text!r}", self.token.line)
        return token

    def name(self) -> str:
        token = self.token
        if token.kind is not Kind.NAME or token.text in KEYWORDS:
            raise LanguageError(f"expected a name, not {token.text!r}", token.line)
        self.position += 1
        return token.text

    def program(self) -> Block:
        statements = []
        while self.token.kind is not None:
            statements.append(self.statement())
        return Block(1, statements)

    def block(self) -> Block:
        line = self.expect("{").line
        statements = []
        while not self.accept("}"):
            statements.append(self.statement())
        return Block(line, statements)

    def statement(self) -> Node:
        line = self.token.line
        if self.accept("let"):
            name = self.name()
            self.expect("=")
            return self.ended(Let(line, name, self.expression()))
        if self.accept("fn"):
            name = self.name()
            return Let(line, name, self.function(line, name))
        if self.accept("if"):
            return self.branch(line)
        if self.accept("while"):
            return While(line, self.expression(), self.block())
        if self.accept("return"):
            return self.ended(Return(line, self.expression()))
        value = self.expression()
        if self.accept("="):
            if not isinstance(value, (Variable, Index)):
                raise LanguageError("cannot assign", line)
            value = Assign(line, value, self.expression())
        return self.ended(value)

    def ended(self, node: Node) -> Node:
        self.expect(";")
        return node

    def branch(self, line: int) -> If:
        condition, positive, negative = self.expression(), self.block(), None
        if self.accept("else"):
            again = self.accept("if")
            negative = self.branch(again.line) if again else self.block()
        return If(line, condition, positive, negative)

    def function(self, line: int, name: str) -> Function:
        self.expect("(")
        return Function(line, name, self.listed(")", self.name), self.block())

    def listed(self, end: str, item: Callable[[], Any]) -> list[Any]:
        result = []
        while not self.accept(end):
            result.append(item())
            if self.token.text != end:
                self.expect(",")
        return result

    def expression(self, level: int = 1) -> Node:
        left = self.unary()
        while (own := self.LEVELS.get(self.token.text, 0)) >= level:
            sign = self.accept(self.token.text)
            left = Binary(sign.line, sign.text, left, self.expression(own + 1))
        return left

    def unary(self) -> Node:
        if sign := self.accept("-", "!"):
            return Unary(sign.line, sign.text, self.unary())
        value = self.primary()
        while token := self.accept("(", "["):
            if token.text == "(":
                value = Call(token.line, value, self.listed(")", self.expression))
            else:
                value = Index(token.line, value, self.expression())
                self.expect("]")
        return value

    def primary(self) -> Node:
        token = self.token
        self.position += 1
        constants = {"true": True, "false": False, "nil": None}
        match token:
            case Token(Kind.NUMBER, text):
                return Literal(token.line, int(text))
            case Token(Kind.STRING, text):
                return Literal(token.line, text[1:-1])
            case Token(Kind.NAME, text) if text in constants:
                return Literal(token.line, constants[text])
            case Token(Kind.NAME, "fn"):
                return self.function(token.line, "")
            case Token(Kind.NAME, text) if text not in KEYWORDS:
                return Variable(token.line, text)
            case Token(text="("):
                inner = self.expression()
                self.expect(")")
                return inner
            case Token(text="["):
                return ListOf(token.line, self.listed("]", self.expression))
        raise LanguageError(f"unexpected {token.text!r}", token.line)


# ---- what both machines share

OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a // b, "%": lambda a, b: a % b,
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}


class Environment:
    __slots__ = ("names", "outer")

    def __init__(self, outer: Environment | None, names: dict[str, Any] | None = None) -> None:
        self.outer, self.names = outer, {} if names is None else names

    def holder(self, name: str) -> dict[str, Any]:
        scope: Environment | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names
            scope = scope.outer
        raise LanguageError(f"unknown name {name}")


def natives(out: list[str]) -> dict[str, Callable[..., Any]]:
    def push(items: list[Any], item: Any) -> list[Any]:
        items.append(item)
        return items

    return {"print": lambda *args: out.append(" ".join(map(str, args))), "len": len, "push": push, "str": str, "pop": lambda items: items.pop()}


# ---- the first machine: closures


class ReturnValue(Exception):
    def __init__(self, value: Any) -> None:
        self.value = value


Run = Callable[[Environment], Any]


class ClosureCompiler:
    def compile(self, node: Node) -> Run:
        return getattr(self, f"on_{type(node).__name__.lower()}")(node)

    def run(self, tree: Block, out: list[str]) -> None:
        self.compile(tree)(Environment(Environment(None, natives(out))))

    def on_literal(self, node: Literal) -> Run:
        return lambda env, value=node.value: value

    def on_variable(self, node: Variable) -> Run:
        return lambda env, name=node.name: env.holder(name)[name]

    def on_let(self, node: Let) -> Run:
        value = self.compile(node.value)

        def run(env: Environment) -> None:
            env.names[node.name] = value(env)

        return run

    def on_assign(self, node: Assign) -> Run:
        value = self.compile(node.value)
        if isinstance(node.target, Variable):
            name = node.target.name

            def store(env: Environment) -> None:
                env.holder(name)[name] = value(env)

            return store
        container, key = self.compile(node.target.container), self.compile(node.target.key)

        def store_item(env: Environment) -> None:
            container(env)[key(env)] = value(env)

        return store_item

    def on_binary(self, node: Binary) -> Run:
        left, right = self.compile(node.left), self.compile(node.right)
        if node.sign == "&&":
            return lambda env: left(env) and right(env)
        if node.sign == "||":
            return lambda env: left(env) or right(env)
        operation = OPERATIONS[node.sign]

        def run(env: Environment) -> Any:
            try:
                return operation(left(env), right(env))
            except (TypeError, ZeroDivisionError) as error:
                raise LanguageError(f"bad {node.sign}: {type(error).__name__}", node.line) from error

        return run

    def on_unary(self, node: Unary) -> Run:
        value = self.compile(node.value)
        return (lambda env: -value(env)) if node.sign == "-" else (lambda env: not value(env))

    def on_call(self, node: Call) -> Run:
        function, arguments = self.compile(node.function), [self.compile(argument) for argument in node.arguments]
        return lambda env: function(env)(*[argument(env) for argument in arguments])

    def on_index(self, node: Index) -> Run:
        container, key = self.compile(node.container), self.compile(node.key)
        return lambda env: container(env)[key(env)]

    def on_listof(self, node: ListOf) -> Run:
        items = [self.compile(item) for item in node.items]
        return lambda env: [item(env) for item in items]

    def on_function(self, node: Function) -> Run:
        body, parameters = self.compile(node.body), node.parameters

        def make(env: Environment) -> Callable[..., Any]:
            def call(*args: Any) -> Any:
                if len(args) != len(parameters):
                    raise LanguageError(f"{node.name} takes {len(parameters)}", node.line)
                try:
                    body(Environment(env, dict(zip(parameters, args))))
                except ReturnValue as result:
                    return result.value
                return None

            return call

        return make

    def on_block(self, node: Block) -> Run:
        statements = [self.compile(statement) for statement in node.statements]

        def run(env: Environment) -> None:
            for statement in statements:
                statement(env)

        return run

    def on_if(self, node: If) -> Run:
        condition, positive = self.compile(node.condition), self.compile(node.positive)
        negative = self.compile(node.negative) if node.negative else lambda env: None
        return lambda env: positive(env) if condition(env) else negative(env)

    def on_while(self, node: While) -> Run:
        condition, body = self.compile(node.condition), self.compile(node.body)

        def run(env: Environment) -> None:
            while condition(env):
                body(env)

        return run

    def on_return(self, node: Return) -> Run:
        value = self.compile(node.value)

        def run(env: Environment) -> None:
            raise ReturnValue(value(env))

        return run


# ---- the second machine: bytecode


class Op(IntEnum):
    CONSTANT = 0
    LOAD = auto()
    STORE = auto()
    DEFINE = auto()
    BINARY = auto()
    NEGATE = auto()
    NOT = auto()
    JUMP = auto()
    JUMP_IF_FALSE = auto()
    KEEP_IF_FALSE = auto()
    KEEP_IF_TRUE = auto()
    CALL = auto()
    INDEX = auto()
    STORE_ITEM = auto()
    LIST = auto()
    CLOSURE = auto()
    POP = auto()
    RETURN = auto()


@dataclass
class Code:
    name: str
    parameters: list[str] = field(default_factory=list)
    instructions: list[tuple[Op, Any, int]] = field(default_factory=list)

    def emit(self, op: Op, argument: Any = None, line: int = 0) -> int:
        self.instructions.append((op, argument, line))
        return len(self.instructions) - 1

    def patch(self, at: int) -> None:
        op, _, line = self.instructions[at]
        self.instructions[at] = (op, len(self.instructions), line)


class BytecodeCompiler:
    def compile(self, node: Node, code: Code) -> Code:
        match node:
            case Literal(line, value):
                code.emit(Op.CONSTANT, value, line)
            case Variable(line, name):
                code.emit(Op.LOAD, name, line)
            case Let(line, name, value):
                self.compile(value, code).emit(Op.DEFINE, name, line)
            case Assign(line, Variable(_, name), value):
                self.compile(value, code).emit(Op.STORE, name, line)
            case Assign(line, Index(_, container, key), value):
                for part in (container, key, value):
                    self.compile(part, code)
                code.emit(Op.STORE_ITEM, None, line)
            case Binary(line, "&&" | "||" as sign, left, right):
                jump = self.compile(left, code).emit(Op.KEEP_IF_FALSE if sign == "&&" else Op.KEEP_IF_TRUE, None, line)
                self.compile(right, code).patch(jump)
            case Binary(line, sign, left, right):
                self.compile(left, code)
                self.compile(right, code).emit(Op.BINARY, sign, line)
            case Unary(line, sign, value):
                self.compile(value, code).emit(Op.NEGATE if sign == "-" else Op.NOT, None, line)
            case Call(line, function, arguments):
                for part in (function, *arguments):
                    self.compile(part, code)
                code.emit(Op.CALL, len(arguments), line)
            case Index(line, container, key):
                self.compile(container, code)
                self.compile(key, code).emit(Op.INDEX, None, line)
            case ListOf(line, items):
                for item in items:
                    self.compile(item, code)
                code.emit(Op.LIST, len(items), line)
            case Function(line, name, parameters, body):
                inner = self.compile(body, Code(name, parameters))
                inner.emit(Op.CONSTANT, None)
                inner.emit(Op.RETURN)
                code.emit(Op.CLOSURE, inner, line)
            case Block(_, statements):
                for statement in statements:
                    self.compile(statement, code)
                    if isinstance(statement, (Call, Literal, Variable, Binary, Unary, Index, ListOf, Function)):
                        code.emit(Op.POP)
            case If(line, condition, positive, negative):
                other = self.compile(condition, code).emit(Op.JUMP_IF_FALSE, None, line)
                end = self.compile(positive, code).emit(Op.JUMP, None, line)
                code.patch(other)
                if negative is not None:
                    self.compile(negative, code)
                code.patch(end)
            case While(line, condition, body):
                start = len(code.instructions)
                end = self.compile(condition, code).emit(Op.JUMP_IF_FALSE, None, line)
                self.compile(body, code).emit(Op.JUMP, start, line)
                code.patch(end)
            case Return(line, value):
                self.compile(value, code).emit(Op.RETURN, None, line)
            case _:
                raise LanguageError(f"cannot compile {type(node).__name__}", node.line)
        return code


@dataclass(slots=True)
class Closure:
    code: Code
    env: Environment


class Machine:
    def __init__(self) -> None:
        self.steps: Counter[str] = Counter()

    def run(self, tree: Block, out: list[str]) -> None:
        code = BytecodeCompiler().compile(tree, Code("main"))
        code.emit(Op.CONSTANT, None)
        code.emit(Op.RETURN)
        self.execute(code, Environment(Environment(None, natives(out))))

    def execute(self, code: Code, env: Environment) -> Any:
        """Calls of closures do not recurse here: frames are kept on a list."""
        stack: list[Any] = []
        frames: list[tuple[Code, Environment, int]] = []
        instructions, at, steps = code.instructions, 0, 0
        while True:
            op, argument, line = instructions[at]
            at += 1
            steps += 1
            if op is Op.LOAD:
                stack.append(env.holder(argument)[argument])
            elif op is Op.CONSTANT:
                stack.append(argument)
            elif op is Op.BINARY:
                right = stack.pop()
                try:
                    stack[-1] = OPERATIONS[argument](stack[-1], right)
                except (TypeError, ZeroDivisionError) as error:
                    raise LanguageError(f"bad {argument}: {type(error).__name__}", line) from error
            elif op is Op.JUMP_IF_FALSE:
                if not stack.pop():
                    at = argument
            elif op is Op.JUMP:
                at = argument
            elif op is Op.CALL:
                arguments = stack[len(stack) - argument:]
                del stack[len(stack) - argument:]
                function = stack.pop()
                if isinstance(function, Closure):
                    if len(arguments) != len(function.code.parameters):
                        raise LanguageError(f"{function.code.name} takes {len(function.code.parameters)}", line)
                    frames.append((code, env, at))
                    code, at = function.code, 0
                    instructions = code.instructions
                    env = Environment(function.env, dict(zip(code.parameters, arguments)))
                else:
                    stack.append(function(*arguments))
            elif op is Op.RETURN:
                if not frames:
                    self.steps[code.name] += steps
                    return stack.pop()
                code, env, at = frames.pop()
                instructions = code.instructions
            else:
                at = self.rare(op, argument, stack, env, at)

    @staticmethod
    def rare(op: Op, argument: Any, stack: list[Any], env: Environment, at: int) -> int:
        match op:
            case Op.STORE:
                env.holder(argument)[argument] = stack.pop()
            case Op.DEFINE:
                env.names[argument] = stack.pop()
            case Op.INDEX:
                key = stack.pop()
                stack[-1] = stack[-1][key]
            case Op.STORE_ITEM:
                value, key, container = stack.pop(), stack.pop(), stack.pop()
                container[key] = value
            case Op.NEGATE:
                stack[-1] = -stack[-1]
            case Op.NOT:
                stack[-1] = not stack[-1]
            case Op.KEEP_IF_FALSE | Op.KEEP_IF_TRUE:
                if bool(stack[-1]) is (op is Op.KEEP_IF_TRUE):
                    return argument
                stack.pop()
            case Op.LIST:
                items = stack[len(stack) - argument:]
                del stack[len(stack) - argument:]
                stack.append(items)
            case Op.CLOSURE:
                stack.append(Closure(argument, env))
            case Op.POP:
                stack.pop()
        return at


PROGRAMS = {
    "fibonacci": "fn fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); } print(fib(14), fib(11));",
    "primes": """let sieve = []; let n = 0; while n < 900 { push(sieve, true); n = n + 1; } let i = 2; let found = [];
        while i < 900 { if sieve[i] { push(found, i); let j = i * i; while j < 900 { sieve[j] = false; j = j + i; } } i = i + 1; } print(len(found), found[-1]);""",
    "closures": """fn counter(step) { let n = 0; return fn () { n = n + step; return n; }; } let a = counter(2); let b = counter(10); let k = 0;
        while k < 300 { a(); if k % 3 == 0 && k % 2 == 0 || k == 7 { b(); } else if k > 290 { b(); b(); } k = k + 1; } print(a(), b());""",
    "sort": """fn sort(items, less) { if len(items) < 2 { return items; } let p = items[0]; let low = []; let high = []; let i = 1;
        while i < len(items) { if less(items[i], p) { push(low, items[i]); } else { push(high, items[i]); } i = i + 1; }
        return sort(low, less) + [p] + sort(high, less); } let x = 7; let data = []; while len(data) < 160 { x = (x * 73 + 41) % 1009; push(data, x); }
        print(sort(data, fn (a, b) { return a < b; })); // down as well
        print(sort(data, fn (a, b) { return a > b; })[3], "done" + str(!true));""",
    "queens": """fn safe(rows, r) { let c = 0; while c < len(rows) { let d = len(rows) - c; if rows[c] == r || rows[c] == r - d || rows[c] == r + d { return false; } c = c + 1; }
        return true; } fn solve(n, rows) { if len(rows) == n { return 1; } let total = 0; let r = 0; while r < n { if safe(rows, r) { push(rows, r); total = total + solve(n, rows); pop(rows); }
        r = r + 1; } return total; } print("queens", solve(5, []));""",
    "bad sum": 'let a = 1;\nlet b = a +\n "x";', "bad name": "print(nothing);", "bad call": "fn f(a) { return a; }\nf(1, 2);",
    "bad syntax": "let = 4;", "stray": "let a = 1 ? 2;",
    "division": "fn f(x) {\n return 10 / x;\n}\nprint(f(3));\nprint(f(0));",
}


def execute(source: str, machine: ClosureCompiler | Machine) -> list[str]:
    out: list[str] = []
    try:
        machine.run(Parser(source).program(), out)
    except LanguageError as error:
        out.append(re.sub(r"takes.*|^line \d+: (?=f takes)", "", str(error)))
    return out


def main() -> None:
    digest, bytecode = hashlib.sha256(), Machine()
    for _ in range(11):
        for name, source in PROGRAMS.items():
            ours, theirs = execute(source, ClosureCompiler()), execute(source, bytecode)
            assert ours == theirs, (name, ours, theirs)
            digest.update(f"{name} {ours}".encode())
    for name in ("fibonacci", "closures", "queens", "bad sum", "division"):
        print(f"{name}: {'; '.join(execute(PROGRAMS[name], ClosureCompiler()))}")
    print(f"{bytecode.steps.total()} steps of the stack machine")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
