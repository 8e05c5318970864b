# How often operands of nested conditions are asked for their truth, for all values.
# min-version: 3.14
import itertools


class Asked:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        log.append(self.name)
        return self.value

    def __repr__(self):
        return self.name


def forms(names, depth):
    if depth == 0:
        yield from names
        return
    small = ["a", "(a and b)", "(a or b)", "not a", "(b if a else c)", "(a and False)", "(a or True)"]
    for x in small:
        for op in "and", "or":
            yield "%s %s c" % (x, op)
            yield "c %s %s" % (op, x)
            for other in "and", "or":
                yield "(%s %s c) %s d" % (x, op, other)
                yield "d %s (%s %s c)" % (other, x, op)
    yield from ("(a and b or c) == d", "not (a and b or c)", "((a and b) if (c or d) else (b or a))", "[a and b or c, d or a and b]",
                "a and (b or (c and d))", "((a or b) and c) or d", "a and False and True and b", "a or False or True or b")


CONTEXTS = [
    "result = %s",
    "result = 0\nif %s: result = 1",
    "result = 0\nif not (%s): result = 1",
    "result = 0\nwhile %s:\n result = 1\n break",
    "result = 1 if %s else 2",
    "result = [1 for x in (1,) if %s]",
    "result = 0\ntry:\n assert %s\nexcept AssertionError: result = 1",
    "%s\nresult = 3",
    "result = (lambda: %s)()",
    "def f(a, b, c, d): return %s\nresult = f(a, b, c, d)",
]
summary = {}
for form in forms("abcd", 1):
    for context in CONTEXTS:
        code = compile(context % form, "form", "exec")
        for values in itertools.product((False, True), repeat=4):
            log = []
            space = {n: Asked(n, v) for n, v in zip("abcd", values)}
            exec(code, space)
            entry = summary.setdefault(context, [])
            entry.append("".join(log) + "=" + str(space["result"]))
import hashlib

for context, entries in summary.items():
    print(repr(context), len(entries), hashlib.sha256("\n".join(entries).encode()).hexdigest()[:16])

# expect: 'result = %s' 1472 c84c6728d8026227
# expect: 'result = 0\nif %s: result = 1' 1472 680e5d0336405bfc
# expect: 'result = 0\nif not (%s): result = 1' 1472 038d277105ececaf
# expect: 'result = 0\nwhile %s:\n result = 1\n break' 1472 680e5d0336405bfc
# expect: 'result = 1 if %s else 2' 1472 ea7d2ed27a78ab38
# expect: 'result = [1 for x in (1,) if %s]' 1472 ed5cc46b47c38e95
# expect: 'result = 0\ntry:\n assert %s\nexcept AssertionError: result = 1' 1472 038d277105ececaf
# expect: '%s\nresult = 3' 1472 7a16b957de71c465
# expect: 'result = (lambda: %s)()' 1472 c84c6728d8026227
# expect: 'def f(a, b, c, d): return %s\nresult = f(a, b, c, d)' 1472 c84c6728d8026227
