"""Stands for interpreters: a reader, an evaluator of trees, and a compiler to a stack machine, of one small Lisp."""

import operator
import zlib

PROGRAM = """
(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) nil))
(define (map f l) (if (null l) nil (cons (f (head l)) (map f (tail l)))))
(define (fold f start l) (if (null l) start (fold f (f start (head l)) (tail l))))
(define (filter f l) (if (null l) nil (if (f (head l)) (cons (head l) (filter f (tail l))) (filter f (tail l)))))
(define (append a b) (if (null a) b (cons (head a) (append (tail a) b))))
(define (sort l) (if (null l) nil (let (p (head l)) (append (sort (filter (lambda (x) (< x p)) (tail l)))
    (cons p (sort (filter (lambda (x) (not (< x p))) (tail l))))))))
(define (compose f g) (lambda (x) (f (g x))))
(define (count-to n) (let (i 0) (begin (while (< i n) (set i (+ i 1))) i)))
(define text "a list: ")
(fib 12)
(fold + 0 (map (compose (lambda (x) (* x x)) (lambda (x) (+ x 1))) (range 0 40)))
(sort (map (lambda (x) (mod (* x 37) 41)) (range 0 25)))
(count-to 150)
(cons text (filter (lambda (x) (= 0 (mod x 7))) (range 1 50)))
(map undefined (range 0 3))
(head nil)
(fib "text")
"""


class LispError(Exception):
    pass


class Symbol(str):
    __slots__ = ()


class Pair:
    __slots__ = ("head", "tail")

    def __init__(self, head, tail):
        self.head, self.tail = head, tail

    def __iter__(self):
        while self is not None:
            yield self.head
            self = self.tail

    def __eq__(self, other):
        return isinstance(other, Pair) and list(self) == list(other)


def part_of(name):
    def take(pair):
        if not isinstance(pair, Pair):
            raise LispError(f"{name} of {show(pair)}")
        return getattr(pair, name)

    return take


BUILT_IN = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "mod": operator.mod,
    "<": operator.lt,
    "=": operator.eq,
    "not": operator.not_,
    "cons": Pair,
    "head": part_of("head"),
    "tail": part_of("tail"),
    "null": lambda value: value is None,
    "nil": None,
}


def read(text):
    """Yields the forms of a text."""
    words = []
    for index, piece in enumerate(text.split('"')):
        words += ['"' + piece] if index % 2 else piece.replace("(", " ( ").replace(")", " ) ").split()
    open_forms = [[]]
    for word in words:
        if word == "(":
            open_forms.append([])
        elif word == ")":
            form = open_forms.pop()
            open_forms[-1].append(form)
        elif word.startswith('"'):
            open_forms[-1].append(word[1:])
        else:
            open_forms[-1].append(int(word) if word.lstrip("-").isdigit() else Symbol(word))
    yield from open_forms[0]


def show(value):
    match value:
        case None | True | False:
            return {None: "nil", True: "yes", False: "no"}[value]
        case Pair():
            return "(" + " ".join(map(show, value)) + ")"
        case int() | str():
            return str(value)
        case _:
            return "<function>"


class Scope:
    """Names and values within the names around them."""

    def __init__(self, names, outer=None):
        self.names, self.outer = names, outer

    def holder(self, name):
        scope = self
        while scope is not None:
            if name in scope.names:
                return scope.names
            scope = scope.outer
        raise LispError(f"no {name}")


class Closure:
    def __init__(self, parameters, body, scope):
        self.parameters, self.body, self.scope = parameters, body, scope

    def bind(self, arguments):
        if len(arguments) != len(self.parameters):
            raise LispError(f"{len(self.parameters)} arguments expected")
        return Scope(dict(zip(self.parameters, arguments)), self.scope)


# ---- the evaluator of trees


class Evaluator:
    """Evaluates forms by methods that it finds by name."""

    def __init__(self):
        self.globals = Scope(dict(BUILT_IN))

    def run(self, form):
        return self.evaluate(form, self.globals)

    def evaluate(self, form, scope):
        if isinstance(form, Symbol):
            return scope.holder(form)[form]
        if not isinstance(form, list):
            return form
        special = getattr(self, f"do_{form[0]}", None) if isinstance(form[0], Symbol) else None
        if special is not None:
            return special(scope, *form[1:])
        function, *arguments = [self.evaluate(part, scope) for part in form]
        if isinstance(function, Closure):
            return self.evaluate(function.body, function.bind(arguments))
        try:
            return function(*arguments)
        except TypeError:
            raise LispError("wrong operands") from None

    def do_if(self, scope, condition, then, other):
        return self.evaluate(then if self.evaluate(condition, scope) else other, scope)

    def do_define(self, scope, target, value):
        if isinstance(target, list):
            target, value = target[0], [Symbol("lambda"), target[1:], value]
        scope.names[target] = self.evaluate(value, scope)

    def do_lambda(self, scope, parameters, body):
        return Closure(parameters, body, scope)

    def do_let(self, scope, binding, body):
        return self.evaluate(body, Scope({binding[0]: self.evaluate(binding[1], scope)}, scope))

    def do_begin(self, scope, *forms):
        return [self.evaluate(form, scope) for form in forms][-1]

    def do_set(self, scope, name, value):
        scope.holder(name)[name] = value = self.evaluate(value, scope)
        return value

    def do_while(self, scope, condition, body):
        while self.evaluate(condition, scope):
            self.evaluate(body, scope)


# ---- the stack machine


def compile_form(form, code):
    """Appends the instructions of a form: tuples of a name and an operand."""
    match form:
        case Symbol():
            code.append(("load", form))
        case ["if", condition, then, other]:
            compile_form(condition, code)
            skip = len(code)
            code.append(None)
            compile_form(then, code)
            code[skip] = ("unless", len(code) + 1)
            end = len(code)
            code.append(None)
            compile_form(other, code)
            code[end] = ("jump", len(code))
        case ["define", [name, *parameters], body]:
            code += [("close", (parameters, compile_form(body, []))), ("define", name)]
        case ["define", name, value]:
            compile_form(value, code).append(("define", name))
        case ["lambda", parameters, body]:
            code.append(("close", (parameters, compile_form(body, []))))
        case ["let", [name, value], body]:
            code.append(("close", ([name], compile_form(body, []))))
            compile_form(value, code).append(("call", 1))
        case ["begin", *forms]:
            for part in forms:
                compile_form(part, code).append(("drop", None))
            code.pop()
        case ["set", name, value]:
            compile_form(value, code).append(("set", name))
        case ["while", condition, body]:
            start = len(code)
            compile_form(condition, code)
            leave = len(code)
            code.append(None)
            compile_form(body, code)
            code += [("drop", None), ("jump", start), ("push", None)]
            code[leave] = ("unless", len(code) - 1)
        case [function, *arguments]:
            for part in (function, *arguments):
                compile_form(part, code)
            code.append(("call", len(arguments)))
        case _:
            code.append(("push", form))
    return code


class Machine:
    """Runs instructions by a table of methods; calls of closures use no recursion of Python."""

    def __init__(self):
        self.globals = Scope(dict(BUILT_IN))
        self.steps = 0
        self.table = {name[3:]: getattr(self, name) for name in dir(self) if name.startswith("on_")}

    def run(self, form):
        self.stack, self.frames = [], []
        self.code, self.place, self.scope = compile_form(form, []), 0, self.globals
        while True:
            while self.place == len(self.code):
                if not self.frames:
                    return self.stack.pop()
                self.code, self.place, self.scope = self.frames.pop()
            name, operand = self.code[self.place]
            self.place += 1
            self.steps += 1
            self.table[name](operand)

    def on_push(self, value):
        self.stack.append(value)

    def on_load(self, name):
        self.stack.append(self.scope.holder(name)[name])

    def on_define(self, name):
        self.scope.names[name] = self.stack[-1]
        self.stack[-1] = None

    def on_set(self, name):
        self.scope.holder(name)[name] = self.stack[-1]

    def on_drop(self, _):
        self.stack.pop()

    def on_jump(self, place):
        self.place = place

    def on_unless(self, place):
        if not self.stack.pop():
            self.place = place

    def on_close(self, made):
        self.stack.append(Closure(*made, self.scope))

    def on_call(self, count):
        arguments = self.stack[len(self.stack) - count :]
        del self.stack[len(self.stack) - count :]
        function = self.stack.pop()
        if isinstance(function, Closure):
            self.frames.append((self.code, self.place, self.scope))
            self.code, self.place, self.scope = function.body, 0, function.bind(arguments)
            return
        try:
            self.stack.append(function(*arguments))
        except TypeError:
            raise LispError("wrong operands") from None


def main():
    outputs = []
    for make in (Evaluator, Machine):
        engine, lines = make(), []
        for _ in range(12):
            for form in read(PROGRAM):
                try:
                    lines.append(show(engine.run(form)))
                except LispError as error:
                    lines.append(f"error: {error}")
        outputs.append(lines)
        print(make.__name__, zlib.crc32("\n".join(lines).encode()))
    print(*outputs[0][10:18], engine.steps, outputs[0] == outputs[1], sep="\n")


if __name__ == "__main__":
    main()
