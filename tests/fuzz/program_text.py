"""Makes the text of a random program from the grammar of program_grammar.py; the same seed makes the same text.

A program imports, defines a few classes and functions, and then runs pieces: statements in a try that prints what escapes, followed by a line
with the variables. Everything ends: loops are short or call tick(), and k() cuts what a loop lets grow.
"""

import contextlib
import random
import re

import program_classes
import program_grammar as grammar

PLACE = re.compile(r"<([a-z]+)(?::([a-z]+))?>")
CONTINUES = re.compile(r"\s|else:|elif |except|finally:|while <prev")
NAMES = "a b c d e f g h u v w".split()
HEAD = """import abc, array, ast, bisect, collections, contextlib, copy, dataclasses, enum, functools, gc, heapq, inspect, io, itertools, json, math, operator, pickle, re
import string, struct, sys, textwrap, threading, types, weakref, queue
class Oops(Exception): pass
class Colour(enum.Enum): RED = 1; GREEN = 2
Point = collections.namedtuple('Point', 'x y')
class Data(typing.NamedTuple):
    a: int
    b: str = 'b'
""".replace("weakref, queue", "weakref, queue, typing")


SIMPLE_PATTERNS = ["_", "0", "1", "-1", "'a'", "None", "True", "1.5", "b'a'", "Colour.RED", "int()", "str()", "float() | int()", "'a' | 'b'", "list()", "dict()", "tuple()", "2 | 3 | None", "1 + 2j", "object()"]

# What threads do to shared data: the result is the same in every order.
SHARED_STEPS = ["with lock: total[0] += me + 1", "shared.append(me)", "seen.add((me, 1))", "table[-1 - me] = table.get(-1 - me, 0) + 1", "ends.put(me)", "shared.extend([me, me])",
                "with lock: table.setdefault('k', set()).add(me)", "for q in range(20): shared.append(q)", "shared.append(Base(me))", "for q in range(9): table[q] = 1", "seen.update([1, 2, me])",
                "p(ends.put(me), ends.get() is not None)", "with lock: total[:] = [total[0] + 1]"]


def parse_statements(text):
    """The templates of a table: lists of lines."""
    found = []
    for line in text.strip("\n").split("\n"):
        if CONTINUES.match(line) and not line.startswith("while True") and found:
            found[-1].append(line)
        else:
            found.append([line])
    return found


EXPRESSIONS = {kind: [t.strip().replace("\\|", "|") for t in re.split(r"(?<!\\)\|", text)] for kind, text in grammar.EXPRESSIONS.items()}
STATEMENTS = parse_statements(grammar.STATEMENTS)
ALONE = parse_statements(grammar.ALONE)


class Unfit(Exception):
    """A template whose places cannot be filled here: no variable of the type, no function around."""


class Scope:
    """The names of a module, function or class body and what they probably hold."""

    def __init__(self, kind, outer=None):
        self.kind, self.outer = kind, outer
        self.types = {}          # own names
        self.declared = set()    # global and nonlocal names
        self.coming = []         # bound when the statement is over
        self.loops = 0           # around the current statement
        self.last = {}           # type: the last name bound in it

    def visible(self):
        found, scope = {}, self
        while scope:
            if scope is self or scope.kind != "class":
                found = {**scope.types, **found}
            scope = scope.outer
        return found


class Function:
    """What a call needs to know about a function: its parameters and what a call gives ("function", "generator", "async", "asyncgen")."""

    def __init__(self, name, positional, required, keyword_only, star, star_star, kind):
        self.name, self.positional, self.required, self.keyword_only = name, positional, required, keyword_only
        self.star, self.star_star, self.kind = star, star_star, kind


class Maker:
    def __init__(self, seed, version, threads=0, collects=False):
        self.random = random.Random(seed)
        self.version, self.threads, self.collects = version, threads, collects
        self.scope = Scope("module")
        self.functions = []     # may be called where they are visible: (Function, Scope)
        self.classes = []
        self.number = 0         # of the names that are made
        self.size = 0           # statements so far
        self.no_walrus = 0      # inside of what must not bind names
        self.shared = False     # while the code is made that all threads run

    # Choices

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def choose(self, items):
        return items[int(self.random.random() * len(items))]

    def fresh(self, prefix):
        self.number += 1
        return f"{prefix}{self.number}"

    @contextlib.contextmanager
    def inside(self, kind, types=()):
        """A new scope, for as long as the with statement lasts."""
        outer = self.scope
        self.scope = Scope(kind, outer)
        self.scope.types.update(types)
        try:
            yield
        finally:
            self.scope = outer

    def first_that_fits(self, make, otherwise):
        """What make() returns at one of its attempts."""
        for _ in range(10):
            try:
                return make()
            except (Unfit, KeyError):
                self.scope.coming = []
        return otherwise

    # Expressions

    def expression(self, kind, depth):
        if kind in ("any", "elem", "plain"):
            kind = self.choose(grammar.ANY if kind == "any" else grammar.PLAIN)
        elif self.chance(0.7) and kind not in ("ints", "strs", "set"):
            kind = self.choose(grammar.PLAIN)
        if depth <= 0 or self.chance(22):
            return self.atom(kind)
        for _ in range(3):
            try:
                template = self.choose(EXPRESSIONS[kind])
                if template.startswith("!") and self.chance(75):
                    continue
                return self.fill(template.lstrip("!"), depth - 1)
            except (Unfit, KeyError):
                continue
        return self.atom(kind)

    def atom(self, kind):
        if self.chance(65):
            try:
                return self.variable(kind)
            except Unfit:
                pass
        if kind == "obj":
            return self.class_name() + "()"
        if kind in grammar.LITERALS:
            return self.choose(grammar.LITERALS[kind])
        return self.atom(self.choose({"seq": ("list", "str", "tuple"), "iter": ("list", "ints", "str"), "key": ("int", "str", "tuple"), "type": ("fn",)}.get(kind, grammar.PLAIN)))

    def variable(self, kind):
        wanted = {"any": None, "elem": grammar.PLAIN, "plain": grammar.PLAIN, "seq": ("list", "str", "tuple", "ints"), "iter": ("list", "dict", "str", "ints", "gen"),
                  "key": ("int", "str", "tuple"), "list": ("list", "ints", "strs"), "small": ("int",)}.get(kind, (kind,))
        names = [n for n, t in self.scope.visible().items() if wanted is None or t in wanted]
        if not names:
            raise Unfit(kind)
        return self.choose(names)

    def fill(self, template, depth):
        """The template with its places filled, from left to right; parts that are no atoms stand in parentheses."""
        def part(match):
            kind, argument = match.groups()
            place = getattr(self, "place_" + kind, None)
            if place:
                return place(argument, depth)
            text = self.expression(kind, depth)
            return text if re.fullmatch(r"[\w.]+|'[^']*'|\w+\(\)", text) and not text[0].isdigit() else "(" + text + ")"

        return PLACE.sub(part, template)

    def place_v(self, kind, depth):
        return self.variable(kind)

    def place_prev(self, kind, depth):
        return self.scope.last[kind]

    def place_new(self, kind, depth):
        name = self.bindable()
        self.scope.coming.append((name, self.choose(grammar.PLAIN) if kind in ("any", "elem", "key") else kind))
        self.scope.last[kind] = name
        return name

    def bindable(self):
        """A name that may be bound here: threads bind no names that others see."""
        return self.choose(NAMES) if self.scope.kind != "module" or not self.threads else self.fresh("s")

    def place_n(self, _, depth):
        return str(self.random.randrange(-3, 7))

    def place_walrus(self, kind, depth):
        if self.no_walrus or self.scope.kind == "class":
            raise Unfit
        name, value = self.bindable(), self.expression(kind, depth)
        self.scope.coming.append((name, kind if kind != "any" else "int"))
        return f"({name} := {value})"

    def place_slice(self, _, depth):
        def bound():
            return "" if self.chance(40) else self.expression("small", depth)

        return bound() + ":" + bound() + (":" + self.choose(["", "1", "2", "-1", "-2", "0"]) if self.chance(40) else "")

    def place_attribute(self, _, depth):
        return self.choose(grammar.ATTRIBUTES)

    def place_method(self, _, depth):
        return self.choose(grammar.METHODS)

    def place_name(self, _, depth):
        return repr(self.choose(grammar.ATTRIBUTES + grammar.METHODS + NAMES[:3] + ["RED"]))

    def place_cls(self, _, depth):
        return self.class_name()

    def class_name(self):
        return self.choose(self.classes) if self.classes and not self.chance(5) else self.choose(["Base", "Base", "Point", "Oops", "int", "list", "str"])

    def place_exc(self, _, depth):
        return self.choose(grammar.EXCEPTIONS)

    def place_excvalue(self, _, depth):
        return self.choose(["None", "Oops", "KeyError('k')", self.expression("elem", depth)])

    def place_augmented(self, _, depth):
        return self.choose(grammar.AUGMENTED)

    def place_binary(self, _, depth):
        return self.choose(grammar.BINARY)

    def place_compare(self, _, depth):
        return self.choose(grammar.COMPARE)

    def place_unary(self, _, depth):
        return self.choose(grammar.UNARY)

    def place_operator(self, _, depth):
        return self.choose(grammar.OPERATORS)

    def place_spec(self, _, depth):
        return self.choose(grammar.SPECS)

    def place_regex(self, _, depth):
        return self.choose(grammar.REGEXES)

    def place_dunder(self, _, depth):
        return self.choose(grammar.DUNDERS)

    def place_bytesmethod(self, _, depth):
        return self.choose(grammar.BYTES_METHODS)

    def place_typename(self, _, depth):
        return self.choose(grammar.TYPE_NAMES)

    def place_exprtext(self, _, depth):
        return repr(self.unbound(lambda: self.expression(self.choose(("int", "str", "bool", "list")), min(depth, 2))))

    def place_statementtext(self, _, depth):
        return repr(self.choose(["x = ", "q = r = ", "global gg; gg = ", "p", "class Q: z = ", "return ", "x += "]) + "(" + self.unbound(lambda: self.expression("elem", 1)) + ")")

    def unbound(self, make):
        self.no_walrus += 1
        try:
            return make()
        finally:
            self.no_walrus -= 1

    def place_fstring(self, _, depth):
        parts = []
        for _ in range(self.random.randrange(1, 4)):
            value = self.unbound(lambda: self.expression("plain", min(depth, 1)))
            if any(c in value for c in "'\\{}!:\"") and self.version < (3, 12) or value.startswith("{"):
                value = "1"
            conversion = self.choose(["", "", "", "!r", "!s", "!a", "="])
            if conversion == "=" and "\\" in value:  # 3.13 shows some escapes decoded
                conversion = ""
            spec = self.choose(["", "", "", ":>8", ":{3}", ":^{5 + 1}", ":<12", ":.3", ":x", ":,"])
            parts.append(self.choose(["", "t ", "{{", "}}"]) + "{" + "(" + value + ")" + conversion + spec + "}")
        return "f\"" + "".join(parts) + "\"" if not any("\"" in q for q in parts) else "f''"

    def place_iife(self, _, depth):
        """A lambda that is called at once, with arguments of all kinds."""
        with self.inside("function", {"q": "int", "r": "tuple", "s": "dict"}):
            body = self.unbound(lambda: self.expression("int", depth))
        return f"(lambda q=1, *r, t=2, **s: {body})({self.choose(['', '3', '3, 4', 't=5', '*(1, 2)', '**dict(z=1)', '1, *[2], t=3, **dict(w=1)', 'q=4'])})"

    # Comprehensions

    def comprehension(self, form, depth):
        def make():
            outer = self.fill("<iter>", depth)  # is evaluated outside
            target, types = self.choose([("q", {"q": "int"}), ("q", {"q": "str"}), ("q, r", {"q": "int", "r": "str"}), ("q, *r", {"q": "int", "r": "list"}), ("a", {"a": "int"})])
            with self.inside("function", types):
                clauses = f"for {target} in {outer}"
                if self.chance(30):
                    clauses += f" if {self.fill('<bool>', depth)}"
                if self.chance(20):
                    clauses += f" for t in {self.fill('<iter>', depth - 1)}"
                    self.scope.types["t"] = "int"
                return self.fill(form, depth).replace("COMP", clauses)

        return self.unbound(make)

    def place_listcomp(self, _, depth):
        return self.comprehension(self.choose(["[<elem> COMP]", "[<int> COMP]", "[<any> COMP]", "[(q, <elem>) COMP]"]), depth)

    def place_dictcomp(self, _, depth):
        return self.comprehension("{<key>: <elem> COMP}", depth)

    def place_setcomp(self, _, depth):
        return self.comprehension("{<key> COMP}", depth)

    # Calls

    def place_call(self, _, depth):
        return self.call_of(("function",), depth)

    def place_gencall(self, _, depth):
        return self.call_of(("generator",), depth)

    def place_corocall(self, _, depth):
        return self.call_of(("async",), depth)

    def place_awaitable(self, _, depth):
        return self.call_of(("async",), depth)

    def call_of(self, kinds, depth):
        scopes, scope = [], self.scope
        while scope:
            scopes.append(scope)
            scope = scope.outer
        known = [f for f, where in self.functions if f.kind in kinds and where in scopes]
        if not known:
            raise Unfit
        function = self.choose(known[-8:])
        return f"{function.name}({self.arguments(function, depth)})"

    def arguments(self, function, depth):
        """Arguments that fit, most of the time."""
        def value():
            return self.fill("<elem>", min(depth, 1))

        positional = list(function.positional[:self.random.randrange(function.required, len(function.positional) + 1)])
        texts = [value() for _ in positional]
        if function.star and self.chance(40):
            texts += [value(), "*" + self.fill("<tuple>", 1)]
        if positional and not function.star and self.chance(25):
            texts[-1] = positional[-1] + "=" + texts[-1]
        elif self.chance(4):
            texts.append(self.choose(["1", "*()", "*(1, 2)"]))
        texts += [f"{name}={value()}" for name in function.keyword_only if self.chance(75)]
        if function.star_star and self.chance(40):
            texts += ["extra=" + value(), "**" + self.choose(["{'k': 1}", "{}", "dict(m=2)"])]
        if self.chance(4):
            texts.append(self.choose(["z=1", "**{}", "**{'q': 1}"]))
        return ", ".join(texts)

    # Blocks and statements

    def block(self, depth, indent, loop=False):
        """Lines of a block of one statement or more."""
        lines = []
        self.scope.loops += loop
        for _ in range(self.random.randrange(1, 4)):
            lines += self.statement(depth, indent)
        self.scope.loops -= loop
        return lines + (self.cut(lines, indent) if loop else [])

    def cut(self, lines, indent):
        """At the end of a loop's body: what has been assigned in it is kept from growing."""
        text = "\n".join(lines)
        kinds = ("int", "str", "list", "bytes", "tuple", "ints", "strs")
        return [f"{indent}{name} = k({name})" for name, kind in self.scope.types.items() if kind in kinds and name not in self.scope.declared
                and re.search(rf"\b{name}\b", text)]

    def statement(self, depth, indent):
        self.size += 1
        for _ in range(20):
            table = ALONE if not self.threads and self.chance(4) else STATEMENTS
            template = self.choose(table)
            deep = any(token in line for line in template for token in grammar.BLOCK_TOKENS)
            if deep and (depth <= 0 or self.size > 120):
                continue
            before = dict(self.scope.types), list(self.scope.coming)
            try:
                lines = self.instantiate(template, depth, indent)
                self.bind()
                return lines
            except (Unfit, KeyError):
                self.scope.types, self.scope.coming = before
        return [indent + "pass"]

    def bind(self):
        self.scope.types.update(self.scope.coming)
        self.scope.coming = []

    def instantiate(self, template, depth, indent):
        if len(template) == 1:
            structure = re.fullmatch(r"<(\w+)>", template[0])
            make = structure and getattr(self, "make_" + structure[1], None)
            if make:
                return make(depth, indent)
        lines = []
        for line in template:
            inner = indent + line[:len(line) - len(line.lstrip())]
            text = line.strip()
            if text in grammar.BLOCK_TOKENS:
                self.bind()
                lines += self.block(depth - 1, inner, text == "<loop>")
            elif text == "<jump>":
                lines.append(inner + self.choose(["break", "continue", "pass"]))
            else:
                lines.append(inner + self.fill(text, self.random.randrange(1, 4)))
        return lines

    def make_assign(self, depth, indent):
        kind = self.choose(grammar.ANY)
        return [indent + self.fill(f"<new:{kind}> = <{kind}>", 3)]

    def make_annotated(self, depth, indent):
        name = self.place_new("int", depth)
        if name in self.scope.declared:
            raise Unfit
        return [f"{indent}{name}: {self.choose(['int', 'str', 'list[int]'])} = {self.fill('<int>', 2)}"]

    def make_jump(self, depth, indent):
        if not self.scope.loops:
            raise Unfit
        return [f"{indent}if {self.fill('<bool>', 2)}:", f"{indent}    {self.choose(['break', 'continue'])}"]

    def make_return(self, depth, indent):
        if self.scope.kind not in ("function", "generator", "async"):
            raise Unfit
        return [indent + "return " + self.fill("<any>", 2)] if self.chance(50) else [f"{indent}if {self.fill('<bool>', 2)}:", f"{indent}    return {self.fill('<any>', 2)}"]

    def make_yield(self, depth, indent):
        if self.scope.kind not in ("generator", "asyncgen"):
            raise Unfit
        forms = ["yield <any>", "<new:elem> = yield <elem>", "p((yield <elem>))", "<v:int> += yield", "yield", "<new:elem> = [(yield <elem>), (yield)]"]
        if self.scope.kind == "generator":
            forms += ["yield from <iter>", "<new:elem> = yield from <gencall>", "p((yield from <gen>))", "yield from <gencall>"]
        return [indent + self.fill(self.choose(forms), 2)]

    def make_await(self, depth, indent):
        if self.scope.kind not in ("async", "asyncgen"):
            raise Unfit
        form = self.choose(["await <awaited>", "p(await <awaited>)", "<new:elem> = await <awaited>", "for", "with", "<new:list> = [q async for q in Steps(<iter>)]", "agen", "wait",
                            "p([await Wait(q) for q in <ints>])", "p({q: 1 async for q in Steps(<ints>) if await Wait(q)})"])
        if form == "for":
            return [indent + self.fill("async for <new:elem> in Steps(<iter>):", 2)] + self.bound_block(depth - 1, indent + "    ", True)
        if form == "with":
            return [indent + self.fill("async with AsyncManager(<str>, (<exc>, <exc>)) as <new:str>:", 2)] + self.bound_block(depth - 1, indent + "    ")
        if form == "agen":
            call = self.call_of(("asyncgen",), 2)
            return [f"{indent}g = {call}", indent + self.fill(self.choose(["p(await g.asend(None), await g.asend(<elem>))", "p(await anext(g, 1), await g.athrow(<exc>(<elem>)))",
                                                                           "p([q async for q in g])", "p(await g.__anext__()); await g.aclose()"]), 2)]
        return [indent + self.fill(form if form != "wait" else "p(await Wait(<elem>))", 2)]

    def bound_block(self, depth, indent, loop=False):
        self.bind()
        return self.block(depth, indent, loop)

    # Definitions

    def make_def(self, depth, indent):
        if depth < 1 or self.size > 100:
            raise Unfit
        kind = self.choose(["function"] * 6 + ["generator"] * 4 + ["async"] * 2 + ["asyncgen"])
        return self.definition(kind, self.fresh("f"), depth, indent)

    def make_defcall(self, depth, indent):
        lines = self.make_def(depth, indent)
        function = self.functions[-1][0]
        call = f"{function.name}({self.arguments(function, 2)})"
        use = {"function": f"p({call})", "generator": f"p({self.choose(['list', 'steps', 'sorted', 'set', 'tuple'])}({call}))", "async": f"p(drive({call}))", "asyncgen": f"p({call})"}
        return lines + [indent + use[function.kind]]

    def definition(self, kind, name, depth, indent, self_name=None, decorate=True):
        """Lines of a def; the function is known to later calls."""
        function, parameters, types = self.signature(name, kind)
        lines = []
        if decorate and self.chance(12) and not self.shared:
            lines += [indent + self.fill(self.choose(["@traced", "@times(<small>)", "@functools.lru_cache(maxsize=2)", "@functools.wraps(len)", "@(lambda q: q)"]), 1)]
        lines.append(f"{indent}{'async ' if kind.startswith('async') else ''}def {name}({parameters}){self.choose(['', '', '', ' -> int'])}:")
        with self.inside(kind, types):
            body = self.function_body(kind, depth, indent + "    ")
        self.functions.append((function, self.scope))
        self.scope.types[name] = "callable"
        return lines + body

    def function_body(self, kind, depth, indent):
        lines = []
        if self.chance(10):
            lines.append(indent + "'''doc'''")
        lines += self.declarations(indent)
        if self.chance(15):
            lines.append(f"{indent}held = D('{self.fresh('d')}')")
            self.scope.types["held"] = "obj"
        for _ in range(self.random.randrange(1, 4)):
            lines += self.statement(min(depth - 1, 2), indent)
        if kind in ("generator", "asyncgen"):
            lines += self.first_that_fits(lambda: self.make_yield(depth, indent), [indent + "yield"])
            self.bind()
            lines += self.statement(min(depth - 1, 1), indent)
        if kind != "asyncgen" and self.chance(75):
            lines.append(indent + "return " + self.fill(self.choose(["<any>", "k(<int>)", "k(<str>)", "<elem>", "<obj>", "<list>"]), 2))
        return lines

    def declarations(self, indent):
        """global or nonlocal statements for names of outer scopes."""
        lines, outer = [], self.scope.outer
        if self.shared or self.threads and outer.kind == "module":
            return lines
        names = [n for n, kind in outer.types.items() if n not in self.scope.types and len(n) == 1]
        if names and self.chance(25):
            name = self.choose(names)
            lines.append(f"{indent}{'global' if outer.kind == 'module' else 'nonlocal'} {name}")
            if outer.kind in ("class",):
                return []
            self.scope.types[name] = outer.types[name]
            self.scope.declared.add(name)
        return lines

    def signature(self, name, kind):
        names = self.random.sample("a b c d e".split(), self.random.randrange(0, 4))
        required = self.random.randrange(0, len(names) + 1)
        texts = [n if i < required else f"{n}={self.fill('<elem>', 1)}" for i, n in enumerate(names)]
        types = {n: self.choose(grammar.PLAIN) for n in names}
        texts = [t.replace("=", ": int = ", 1) if "=" in t and self.chance(8) else t for t in texts]
        positional_only = self.random.randrange(1, len(names) + 1) if names and self.chance(12) else 0
        if positional_only:
            texts.insert(positional_only, "/")
        star, star_star = self.chance(20), self.chance(15)
        keyword_only = self.random.sample("s t".split(), self.random.randrange(1, 3)) if self.chance(15) else []
        if star:
            texts.append("*rest")
            types["rest"] = "tuple"
        elif keyword_only:
            texts.append("*")
        texts += [n if self.chance(40) else f"{n}={self.fill('<elem>', 1)}" for n in keyword_only]
        types.update({n: "int" for n in keyword_only})
        if star_star:
            texts.append("**more")
            types["more"] = "dict"
        return Function(name, names, required, keyword_only, star, star_star, kind), ", ".join(texts), types

    def make_closure(self, depth, indent):
        """A counter whose inner function changes the outer function's variable."""
        name, inner = self.fresh("c"), self.fresh("i")
        return [f"{indent}def {name}(n):", f"{indent}    total = {self.fill('<int>', 1)}", f"{indent}    def {inner}(m=1):", f"{indent}        nonlocal total",
                f"{indent}        total {self.choose(['+=', '-=', '*=', '=', '^='])} {self.choose(['m', 'n', 'k(m + n)'])}", f"{indent}        {self.choose(['return total', 'del total', 'yield total', 'n'])}",
                f"{indent}    return {inner}, lambda: {self.choose(['total', '(total, n)', 'n'])}", f"{indent}u, v = {name}({self.fill('<int>', 1)})",
                f"{indent}p({self.choose(['u()', 'list(u() or ())', 'u(2)'])}, v(), {self.choose(['u()', 'v()', 'u.__closure__[0].cell_contents'])})"]

    def make_recursion(self, depth, indent):
        name = self.fresh("r")
        return [f"{indent}def {name}(n, acc):", f"{indent}    tick()", f"{indent}    if n <= 0:", f"{indent}        return {self.choose(['acc', '(n, acc)', '[acc]', 'k(acc)', '1 // n', 'n'])}",
                f"{indent}    return {self.choose([f'{name}(n - 1, k(acc + n))', f'{name}(n - 1, {name}(n - 2, acc))', f'k({name}(n - 1, acc)) + n', f'[*{name}(n - 2, acc), acc]', f'{name}(n=n - 1, acc=(acc, n))'])}",
                f"{indent}p({name}({self.random.randrange(1, 7)}, {self.fill('<elem>', 1)}))"]

    def make_global(self, depth, indent):
        if self.threads:
            raise Unfit
        name = self.fresh("g")
        return [f"{indent}def {name}(value):", f"{indent}    global shared_{name}", f"{indent}    {self.choose(['shared_' + name + ' = value', 'del shared_' + name, 'shared_' + name + ' += value'])}",
                f"{indent}p('global', {name}({self.fill('<elem>', 1)}), globals().get('shared_{name}'))"]

    def make_class(self, depth, indent):
        if depth < 2 or len(self.classes) > 6 or self.threads:
            raise Unfit
        return program_classes.class_statement(self, depth - 1, indent)

    def make_dels(self, depth, indent):
        """Objects that tell their end, dropped in one way or another."""
        name, other = self.fresh("d"), self.fresh("d")
        value = self.choose([f"D('{name}')", f"D('{name}', D('{other}'))", f"[D('{name}'), D('{other}')]", f"(D('{name}'), D('{other}'))", f"{{1: D('{name}'), 2: D('{other}')}}",
                             f"D('{name}', [D('{other}')])", f"(lambda held: lambda: held)(D('{name}'))", f"iter([D('{name}'), D('{other}')])", f"map(D, ['{name}', '{other}'])",
                             f"(D(q) for q in '{name}')", f"types.SimpleNamespace(a=D('{name}'), b=D('{other}'))", f"functools.partial(print, D('{name}'))", f"Oops(D('{name}'))"])
        end = self.choose(["del w", "w = None", "w = D('again')", "w, h = 1, w", "del w; p('after')", "p(w); w = 0", "(lambda: w)(); del w", "w = [w]; w.clear()", "for w in [w]: pass",
                           "w = (w, w)[0]; del w", "next(w, 0); w = 0", "raise Oops(w)", "w = list(w)", "w.__init__('new')", "w.held = w; del w", "w[0] = 1; del w[:]",
                           "try:\n    raise Oops(w)\nexcept Oops as w:\n    p('caught')", "w += (D('t'),)", "weakref.finalize(w, gone, 'fin'); del w", "h = weakref.ref(w); del w; p(h())",
                           "(lambda *a, **kw: p('in'))(w, z=D('arg')); del w", "_, w = w, 1; _ = 2", "p([w for _ in 'ab']); del w", "{**{'a': w}}; w = ()"])
        return [f"{indent}w = {value}"] + [indent + line for line in end.split("\n")] + [f"{indent}p('dropped')"]

    def make_weak(self, depth, indent):
        """Weak references and their callbacks."""
        end = self.choose(["del h", "h = None", "h = Base()", "p(w() is h)", "h = (w, h)", "for h in (): pass", "w = None; del h", "del w, h"])
        value = self.choose(["weakref.ref(h)", "weakref.ref(h, lambda r: gone('callback', r()))", "weakref.WeakSet([h])", "weakref.WeakValueDictionary(a=h)", "weakref.WeakKeyDictionary({h: 1})",
                             "weakref.finalize(h, gone, 'finalized')", "weakref.WeakMethod(h.__init__)", "[weakref.ref(h, gone), weakref.ref(h)]"])
        show = self.choose(["p(w)", "p(w())", "p(len(w))", "p(dict(w))", "p(bool(w))", "p(w.alive)", "p([q() for q in w])", "p(list(w))"])
        return [f"{indent}h = {self.choose(['Base(1)', 'D(0)', self.class_name() + '()'])}", f"{indent}w = {value}"] + [f"{indent}{line.strip()}" for line in end.split(";")] + [indent + show]

    def make_datastructures(self, depth, indent):
        """The library's containers."""
        name = self.bindable()
        make, uses = self.choose([
            ("collections.deque(<iter>, <small>)", ["{n}.append(<elem>)", "{n}.rotate(<small>)", "{n}.appendleft(<elem>)", "p({n}.pop(), {n}.popleft())", "{n}.extendleft(<iter>)", "del {n}[<small>]", "{n}[0] = 1", "p({n} + {n})"]),
            ("collections.OrderedDict(<dict>)", ["{n}.move_to_end(<key>)", "p({n}.popitem(False))", "p(list(reversed({n})))", "{n}[<key>] = 1", "p({n} == <dict>)"]),
            ("collections.Counter(<str>)", ["{n}.update(<str>)", "p({n}.most_common(2))", "p({n} + {n}, {n} - {n})", "{n}.subtract(<str>)", "p({n}['zz'], {n}.total())"]),
            ("collections.ChainMap(<dict>, <dict>)", ["{n}['q'] = 1", "p(sorted(map(str, {n})))", "p({n}['a'])", "p({n}.parents, {n}.new_child())", "del {n}['a']"]),
            ("bytearray(<bytes>)", ["{n} += <bytes>", "{n}[<slice>] = <bytes>", "p({n}.pop())", "m = memoryview({n}); {n}.append(1)", "del {n}[<slice>]", "p({n}.find(<bytes>))", "{n}.insert(<small>, <int>)"]),
            ("memoryview(bytearray(<bytes>))", ["p({n}[<slice>].tolist())", "{n}[<small>] = <int>", "{n}.release()", "p({n}.cast('b').tolist())", "p({n} == <bytes>)", "p(bytes({n}[::-1]))"]),
            ("array.array(<typecode>, <ints>)", ["{n}.append(<int>)", "p({n}.tolist(), {n}.itemsize)", "{n}[<slice>] = {n}", "{n}.extend(<ints>)", "p({n}.index(<int>))", "{n} *= 2", "{n}.byteswap()"]),
            ("io.StringIO(<str>)", ["p({n}.read(<small>))", "p({n}.write(<str>))", "p({n}.seek(0), {n}.readline())", "p({n}.getvalue())", "p({n}.truncate(<small>))", "{n}.close()", "p(list({n}))"]),
            ("io.BytesIO(<bytes>)", ["p({n}.read(<small>))", "p({n}.write(<bytes>))", "p({n}.seek(<small>), {n}.tell())", "with {n}.getbuffer() as b: p(len(b))", "p({n}.getvalue())", "p({n}.readlines())"]),
            ("heapq.merge(<ints>, <ints>)", ["p(next({n}))", "p(list({n}))"]),
            ("queue.Queue(2)", ["{n}.put_nowait(<elem>)", "p({n}.get_nowait())", "p({n}.qsize(), {n}.full())"]),
            ("dataclasses.make_dataclass('DC', ['x', ('y', int, 3)], frozen=<bool>)(<elem>)", ["p({n})", "{n}.x = 1", "p({n} == {n}, repr({n}))", "p(dataclasses.replace({n}, y=<int>))", "p(dataclasses.astuple({n}))"]),
            ("functools.partial(<fn>, <elem>)", ["p({n}(<elem>))", "p({n}.args)", "p({n}(<elem>, k=1))"]),
            ("struct.Struct('>hI')", ["p({n}.pack(<small>, <int>))", "p({n}.unpack(<bytes>))", "p({n}.size)"]),
        ])
        lines = [f"{indent}{name} = " + self.fill(make, 2)]
        for _ in range(self.random.randrange(1, 4)):
            lines.append(indent + self.fill(self.choose(uses).replace("{n}", name), 1))
        self.scope.types.pop(name, None)
        return lines + [f"{indent}p({name})"]

    def place_typecode(self, _, depth):
        return repr(self.choose("bBhiIqdfu"))

    def make_typeparams(self, depth, indent):
        if self.version < (3, 12) or self.scope.kind == "class":
            raise Unfit
        return [indent + self.choose(["type X[T] = list[T]; p(X.__name__, X.__value__)", "def generic[T](a: T) -> T: return a\n{i}p(generic(1), generic.__type_params__)",
                                      "class Box[T: int]:\n{i}    def get(self) -> T: return T.__name__\n{i}p(Box().get(), Box[int]().get())", "type L = [L, 1]; p(len(L.__value__))"]).replace("{i}", indent)]

    # Patterns

    def place_pattern(self, _, depth):
        return self.pattern(self.random.randrange(0, 3))

    def place_refutable(self, _, depth):
        text = self.pattern(self.random.randrange(0, 3))
        return "None" if re.fullmatch(r"\w+", text) else text

    def place_closed(self, _, depth):
        """A pattern that binds no names and does not fit everything."""
        return self.choose([q for q in SIMPLE_PATTERNS if q != "_"] + ["[]", "[0, *_]", "{'a': 1}", "Point(x=0)", "Base()", "[_, _]"])

    def place_star(self, _, depth):
        return self.choose(["_", "rest", "e"])

    def pattern(self, depth):
        """Captures have names of their own, so that they are not bound twice."""
        if depth <= 0:
            return self.choose(SIMPLE_PATTERNS) if self.chance(75) else self.fresh("m")
        form = self.choose(["[P, P]", "(P, *_)", "[P, *N]", "{'a': P}", "{'b': P, **N}", "int(N)", "CLS(x=P)", "Point(P, P)", "[P, _] as N", "[*_, P]", "[P, [P, P]]", "[]", "{}", "str(N)", "CLS()", "Point(x=P)", "(A | B)", "bool()"])
        form = re.sub("[AB]", lambda m: self.choose(SIMPLE_PATTERNS[1:]), form) if "|" in form else form
        form = form.replace("CLS", self.class_name())
        while "P" in form.replace("Point", ""):
            form = re.sub(r"\bP\b", lambda m: self.pattern(depth - 1), form, count=1)
        return re.sub(r"\bN\b", lambda m: self.fresh("m"), form)

    # Whole programs

    def program(self):
        lines = [HEAD]
        self.shared = self.threads > 0
        for _ in range(self.random.randrange(1, 4)):
            lines += program_classes.class_statement(self, 2, "")
        for _ in range(self.random.randrange(1, 4)):
            lines += self.definition(self.choose(["function", "function", "generator", "async", "asyncgen"]), self.fresh("f"), 2, "")
        self.shared = False
        if self.threads:
            lines += self.thread_program()
        else:
            lines += [f"{name} = {self.atom(kind)}" for name, kind in zip(NAMES, "int int str list dict tuple float bytes obj set ints strs".split())]
            self.scope.types.update(zip(NAMES, "int int str list dict tuple float bytes obj set ints strs".split()))
            for _ in range(self.random.randrange(2, 9)):
                lines += self.piece("")
        return "\n".join(lines) + "\n"

    def piece(self, indent):
        """Some statements whose exception is told."""
        lines = [indent + "try:"]
        for _ in range(self.random.randrange(1, 4)):
            lines += self.statement(3, indent + "    ")
        names = [n for n in self.scope.types if len(n) == 1]
        lines += [f"{indent}    p('end', {', '.join(names)})", f"{indent}except BaseException as error:", f"{indent}    err(error)"]
        return lines

    def thread_program(self):
        """Functions that run in a thread each: their own data, and shared things in ways whose result is determined."""
        lines = ["lock, total, shared, seen, table, ends = threading.Lock(), [0], [], set(), {}, queue.Queue()", f"constants = {self.fill('<tuple>', 2)}"]
        for i in range(self.threads):
            lines.append(f"def work{i}(me):")
            with self.inside("function", {"me": "int", "constants": "tuple"}):
                lines += self.thread_body()
        works = ", ".join(f"work{i}" for i in range(self.threads))
        same = self.chance(40)
        lines += [f"in_threads({', '.join(['work0'] * self.threads) if same else works})", "p(total, sorted([show(s) for s in shared]), seen, sorted(table.items(), key=str), ends.qsize())"]
        return lines

    def thread_body(self):
        """What one thread does: pieces on data of its own, and between them something that all threads do to shared data."""
        lines = []
        for _ in range(self.random.randrange(2, 6)):
            lines += self.piece("    ")
            lines.append("    " + self.choose(SHARED_STEPS))
        return lines


def make(seed, version, threads=0, collects=False):
    """The text of the program of a seed, for the language of that version."""
    return Maker(seed, version, threads, collects).program()
