"""Makes the text of a random function of statements that move control; the same seed makes the same text.

The function is f(a, b). What it does it tells by calls of flow_prelude.py: e(n) is an effect, t(n) a condition that holds or not, and so on. Each call
has a number of its own. Everything ends: conditions of loops stop to hold after a while, and no `finally` goes on with a loop that has no condition.
"""

import random
from dataclasses import dataclass, replace

DEEPEST = 5
KINDS = ["function"] * 11 + ["generator"] * 4 + ["coroutine"] * 3 + ["async generator"] * 2
COMPOUND = ("if ", "for ", "while ", "try:", "with ", "match ", "def ", "async ", "class ", "else:", "elif ", "except", "finally:", "case ", " ", "nonlocal ")
NAMES = ("x", "x", "y", "y", "z")


@dataclass(frozen=True)
class Where:
    """What is around a statement, as far as it decides which statements are possible."""

    kind: str                # of the function
    loop: str = ""           # the loop around it within the function: "", "free" (without a condition), "ends"
    leaves: bool = True      # return is allowed, as it is not in an except* clause
    in_finally: bool = False
    nested: int = 0          # functions around it

    def can_yield(self):
        return self.kind in ("generator", "async generator")

    def can_await(self):
        return self.kind in ("coroutine", "async generator")


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed).random
        self.number = 0
        self.left = 3 + self.below(22)  # statements
        self.cells = False

    def below(self, n):
        return int(self.random() * n)

    def chance(self, percent):
        return self.random() * 100 < percent

    def choose(self, items):
        return items[int(self.random() * len(items))]

    def n(self):
        self.number += 1
        return str(self.number)

    def name(self):
        return self.choose(NAMES)

    # ---- expressions

    def small(self):
        return self.choose(("0", "1", "2", "'s'", "None", "True", "False", "()", "(1, 's')", "-1"))

    def value(self):
        return self.choose(VALUES)(self)

    def condition(self):
        return self.choose(CONDITIONS)(self)

    # ---- statements

    def function(self, kind, name="f", parameters="a, b", nested=0):
        where = Where(kind, nested=nested)
        body = self.block(0, where, 5)
        if kind in ("generator", "async generator"):
            body.insert(self.below(2) * len(body), f"yield e({self.n()})")
        if kind == "coroutine" and self.chance(50):
            body.append(f"await w({self.n()})")
        first = [f"{name_} = {self.small()}" for name_ in "xyz" if self.chance(60)]
        if self.cells and not nested:
            first += ["y = None"]
        if nested and self.chance(30):
            self.cells = True
            first.insert(0, "nonlocal y")
        head = ("async " if kind in ("coroutine", "async generator") else "") + f"def {name}({parameters}):"
        return [head] + indented(first + body)

    def block(self, depth, where, most=3):
        lines = self.statement(depth, where)
        for _ in range(self.below(most)):
            if self.left > 0:
                lines += self.statement(depth, where)
        return lines

    def statement(self, depth, where):
        self.left -= 1
        if depth < DEEPEST and self.left > 0 and self.chance(62):
            return self.choose(COMPOUNDS)(self, depth + 1, where)
        made = self.choose(SIMPLE)(self, where)
        return made if isinstance(made, list) else [made]

    def suite(self, head, depth, where, most=3):
        """A clause with its body, which may stand in the same line."""
        body = self.block(depth, where, most)
        if self.chance(25) and not any(line.startswith(COMPOUND) for line in body):
            return [head + " " + "; ".join(body)]
        return [head] + indented(body)

    def leave(self, where):
        choices = ["return"] * 3 if where.leaves else []
        if where.loop and where.leaves is not None:
            choices += ["break"] * 2
            if not (where.in_finally and where.loop == "free"):
                choices += ["continue"] * 2
        if not choices:
            return f"e({self.n()})"
        how = self.choose(choices)
        if how != "return" or where.kind == "async generator":
            return how
        return self.choose((lambda: "return", lambda: f"return {self.small()}", lambda: f"return {self.small()}", lambda: f"return {self.value()}"))()

    def raising(self, where):
        n = self.n()
        return self.choose((f"raise E({n})", f"raise F({n})", "raise E", "raise", f"raise E({n}) from F({n})", f"raise E({n}) from None", f"raise group({n})", f"boom({n})",
                            f"boom({n})", f"boom({n})", f"boom({n})"))

    def suspension(self, where):
        n, x = self.n(), self.name()
        choices = []
        if where.can_yield():
            choices += [f"yield e({n})", f"{x} = yield {x}", f"{x} = yield", f"e((yield {n}))"]
        if where.kind == "generator":
            choices += [f"{x} = yield from sub({n})", f"yield from it({n})"]
        if where.can_await():
            choices += [f"await w({n})", f"{x} = await w({n})", f"{x} = [i async for i in ait({n}) if t({self.n()})]", f"{x} = [await w(i) for i in it({n})]"]
        return self.choose(choices) if choices else f"e({n})"

    # ---- compound statements

    def if_statement(self, depth, where):
        lines = self.suite(f"if {self.condition()}:", depth, where)
        while self.chance(25):
            lines += self.suite(f"elif {self.condition()}:", depth, where)
        if self.chance(40):
            lines += self.suite("else:", depth, where)
        return lines

    def loop_end(self, depth, where):
        return self.suite("else:", depth, where) if self.chance(35) else []

    def while_statement(self, depth, where):
        inside = replace(where, loop="ends", leaves=where.leaves or False, in_finally=False)
        if self.chance(65):
            condition = self.choose((f"more({self.n()})", f"more({self.n()})", f"more({self.n()}) and ({self.condition()})", f"not done({self.n()})",
                                     f"(x := more({self.n()}))", "0", f"({self.condition()}) and more({self.n()})"))
            lines = self.suite(f"while {condition}:", depth, inside)
        else:
            guard = f"if done({self.n()}): " + self.choose(("break", "break", "return" if where.leaves else "break"))
            lines = [self.choose(("while True:", "while 1:"))] + indented([guard] + self.block(depth, replace(inside, loop="free")))
        return lines + self.loop_end(depth, where)

    def for_statement(self, depth, where):
        inside = replace(where, loop="ends", in_finally=False)
        target = self.choose(("i", "i", "x", "y", "i, x"))
        items = f"pairs({self.n()})" if "," in target else self.choose((f"it({self.n()})", f"it({self.n()})", f"range(t({self.n()}) + 1)", "(1, 2)", "()", f"[e({self.n()})]"))
        head = f"for {target} in {items}:"
        if where.can_await() and self.chance(40):
            head = f"async for {'i' if ',' in target else target} in ait({self.n()}):"
        return self.suite(head, depth, inside) + self.loop_end(depth, where)

    def with_statement(self, depth, where):
        is_async = where.can_await() and self.chance(50)
        items = [("acm" if is_async else "cm") + f"({self.n()})" + self.choose(("", "", f" as {self.name()}")) for _ in range(1 + self.chance(25))]
        head = ("async with " if is_async else "with ") + ", ".join(items) + ":"
        if len(items) > 1 and self.chance(30):
            return [("async with (" if is_async else "with (")] + indented([item + "," for item in items]) + self.suite("):", depth, where)
        return self.suite(head, depth, where)

    def ways_out(self, depth, where):
        """A `try` that is left in several ways, and whose `finally` ends in a statement that may have nothing to do."""
        ends = self.choose((self.if_statement, self.while_statement, self.for_statement, self.with_statement))
        lines = ["try:"]
        for _ in range(1 + self.below(3)):
            lines += indented([f"if {self.condition()}: {self.leave(where)}"])
        lines += indented([self.leave(where)])
        if self.chance(30):
            lines += self.suite("except E:", depth, where)
        inside = replace(where, in_finally=True)
        return lines + ["finally:"] + indented((self.block(depth, inside, 2) if self.chance(40) else []) + ends(depth, inside))

    def try_statement(self, depth, where):
        if self.chance(18):
            return self.try_star(depth, where)
        if self.chance(25):
            return self.ways_out(depth, where)
        lines = self.suite("try:", depth, where)
        clauses = self.below(4)
        for i in range(clauses):
            types = self.choose(("E", "F", "E", "(E, F)", "Exception", "LookupError", f"choice({self.n()})")) + self.choose(("", "", f" as {self.name()}", f" as {self.name()}"))
            bare = i == clauses - 1 and self.chance(35)
            lines += self.suite("except:" if bare else f"except {types}:", depth, where)
        if clauses and self.chance(30):
            lines += self.suite("else:", depth, where)
        if not clauses or self.chance(40):
            lines += self.suite("finally:", depth, replace(where, in_finally=True))
        return lines

    def try_star(self, depth, where):
        lines = self.suite("try:", depth, where)
        inside = replace(where, leaves=False, loop="")
        for _ in range(1 + self.below(3)):
            types = self.choose(("E", "F", "(E, F)", "Exception", f"choice({self.n()})")) + self.choose(("", f" as {self.name()}"))
            lines += self.suite(f"except* {types}:", depth, inside)
        if self.chance(30):
            lines += self.suite("else:", depth, where)
        if self.chance(30):
            lines += self.suite("finally:", depth, replace(where, in_finally=True))
        return lines

    def match_statement(self, depth, where):
        lines = [f"match {self.choose((self.value, lambda: f'pick({self.n()})', lambda: f'pick({self.n()})'))()}:"]
        for _ in range(self.below(3) + 1):
            guard = f" if {self.condition()}" if self.chance(25) else ""
            lines += indented(self.suite(f"case {self.choose(PATTERNS)}{guard}:", depth, where))
        if self.chance(40):
            lines += indented(self.suite(f"case {self.choose(('_', '_', 'z'))}:", depth, where))
        return lines

    def inner_function(self, depth, where):
        if where.nested:
            return self.if_statement(depth, where)
        kind = self.choose(("function", "function", "generator"))
        name = "g" + self.n()
        lines = self.function(kind, name, self.choose(("", "a=None")), nested=1)
        x = self.name()
        use = self.choose((f"{x} = {name}()", f"{name}()", f"return {name}()" if where.leaves and where.kind != "async generator" else f"{name}()"))
        if kind == "generator":
            use = self.choose((f"{x} = [*{name}()]", f"for i in {name}(): e(i)", f"{x} = yield from {name}()" if where.kind == "generator" else f"{x} = list({name}())"))
        return lines + [use]

    def inner_class(self, depth, where):
        inside = Where("class", leaves=False, nested=1)
        return self.suite(f"class C{self.n()}:", depth, inside)


def indented(lines):
    return ["    " + line for line in lines]


VALUES = (
    lambda m: f"e({m.n()})", lambda m: f"e({m.n()})", lambda m: m.name(), lambda m: m.name(), lambda m: m.small(), lambda m: m.small(),
    lambda m: f"({m.name()}, {m.n()})", lambda m: f"{m.name()} if {m.condition()} else e({m.n()})", lambda m: f"e({m.n()}) + 1", lambda m: f"not {m.name()}",
    lambda m: f"{m.name()} or e({m.n()})", lambda m: f"t({m.n()}) and {m.small()}", lambda m: f"(y := e({m.n()}))", lambda m: f"[e({m.n()}), {m.name()}]",
    lambda m: f"{m.name()} + 1", lambda m: f"[i for i in it({m.n()}) if t({m.n()})]", lambda m: f"pick({m.n()})", lambda m: f"pick({m.n()})", lambda m: "1 + 2",
    lambda m: f"{m.name()} == {m.small()}", lambda m: f"(lambda: e({m.n()}))()", lambda m: f"{m.name()} * 2 + {m.name()}",
)
CONDITIONS = (
    lambda m: f"t({m.n()})", lambda m: f"t({m.n()})", lambda m: f"t({m.n()})", lambda m: f"t({m.n()})", lambda m: f"not t({m.n()})", lambda m: m.name(), lambda m: m.name(),
    lambda m: f"{m.name()} is None", lambda m: f"{m.name()} is not None", lambda m: f"{m.name()} == {m.small()}", lambda m: f"{m.name()} != 1",
    lambda m: f"t({m.n()}) and t({m.n()})", lambda m: f"t({m.n()}) or {m.name()}", lambda m: f"not (t({m.n()}) and t({m.n()}))", lambda m: f"(t({m.n()}) if {m.name()} else t({m.n()}))",
    lambda m: "0", lambda m: "1", lambda m: f"{m.name()} in (1, 2)", lambda m: f"1 < e({m.n()}) < 9", lambda m: f"(x := t({m.n()}))", lambda m: "a", lambda m: "b is None",
    lambda m: f"(t({m.n()}) or t({m.n()})) and {m.name()}", lambda m: "None", lambda m: f"a and t({m.n()})",
)
SIMPLE = (
    lambda m, w: f"e({m.n()})", lambda m, w: f"e({m.n()})", lambda m, w: f"{m.name()} = {m.value()}", lambda m, w: f"{m.name()} = {m.value()}", lambda m, w: f"{m.name()} += 1",
    lambda m, w: "x = x", lambda m, w: f"x = y = {m.value()}", lambda m, w: "x, y = y, x", lambda m, w: f"x, y = {m.value()}, {m.value()}", lambda m, w: f"del {m.name()}",
    lambda m, w: "pass", lambda m, w: "pass", lambda m, w: m.small(), lambda m, w: m.name(), Maker.leave, Maker.leave, Maker.leave, Maker.leave, Maker.leave, Maker.raising, Maker.raising,
    Maker.raising, lambda m, w: f"assert {m.condition()}", lambda m, w: f"assert {m.condition()}, e({m.n()})", lambda m, w: f"x: int = {m.value()}", lambda m, w: "z: int",
    Maker.suspension, Maker.suspension, Maker.suspension, lambda m, w: f"boom({m.n()})", lambda m, w: f"{m.name()} = {m.small()}", lambda m, w: f"{m.name()} = {m.small()}",
    lambda m, w: ["e(", f"    t({m.n()}),", f"    e({m.n()}),", ")"], lambda m, w: ["x = (", f"    e({m.n()})", f"    if t({m.n()})", f"    else e({m.n()})", ")"],
    lambda m, w: ["y = [", f"    e({m.n()})", f"    for i in it({m.n()})", f"    if t({m.n()})", "]"], lambda m, w: ["x = e(", f"    {m.n()}", ") + \\", f"    e({m.n()})"],
    lambda m, w: "_, z = e(1), x", lambda m, w: f"(x, *y) = pick({m.n()}),", lambda m, w: f"del x, y",
)
COMPOUNDS = (
    Maker.if_statement, Maker.if_statement, Maker.if_statement, Maker.if_statement, Maker.while_statement, Maker.while_statement, Maker.for_statement, Maker.for_statement, Maker.with_statement,
    Maker.with_statement, Maker.try_statement, Maker.try_statement, Maker.try_statement, Maker.try_statement, Maker.try_statement, Maker.match_statement, Maker.inner_function, Maker.inner_class,
)
PATTERNS = ("1", "2 | 3", "None", "True", "int()", "str() | None", "[x, y]", "(x, *_)", "{'k': y}", "(1 | 2) as y", "'s'", "[]", "int(x)", "[1, *y]", "E()", "(x, 1)", "{}")


def make(seed):
    """(kind, text) of a function."""
    maker = Maker(seed)
    kind = maker.choose(KINDS)
    return kind, "\n".join(maker.function(kind)) + "\n"
