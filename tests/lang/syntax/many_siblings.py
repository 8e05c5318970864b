# The number of siblings in a tree is not bounded: of clauses, operands, elements, arguments, targets, statements.
N = 12000


def times(text, between="", n=N):
    return between.join([text] * n)


def names(n=N):
    return ["n%d" % i for i in range(n)]


SOURCES = {
    "decorators": times("@a\n") + "def f(): pass",
    "conditions of a comprehension": "[1 for a in b " + times("if a ") + "]",
    "for clauses": "[1 " + times("for a in b ", n=1000) + "]",
    "for clauses of a generator": "(1 " + times("for a in b ", n=1000) + ")",
    "for clauses, asynchronous": "async def f(): return [1 " + times("async for a in b ", n=15) + "]",
    "and": times("a", " and "),
    "or": "while " + times("a", " or ") + ": pass",
    "comparisons": times("a()", "<"),
    "comparisons in a condition": "if " + times("a()", "<") + ": pass",
    "except": "try: a\n" + times("except a as c: b\n", n=2000),
    "cases": "match a:\n" + times(" case 1: b\n"),
    "alternatives": "match a:\n case " + times("1", "|") + ": b\n",
    "arguments": "f(" + times("a", ",") + ")",
    "keywords": "o.f(" + ",".join(n + "=1" for n in names()) + ")",
    "defaults": "def f(" + ",".join(n + "=a" for n in names()) + "): pass",
    "defaults of keywords": "def f(*," + ",".join(n + "=a" for n in names()) + "): pass",
    "annotations": "def f(" + ",".join(n + ":a" for n in names()) + "): pass",
    "fields of an f-string": "f'" + times("{a!r:>3}b") + "'",
    "elements": "[" + times("a", ",") + "]",
    "pairs": "{" + times("a:b", ",") + "}",
    "targets": times("a", "=") + "=1",
    "unpacked targets": times("a", ",") + "=b",
    "del": "del " + times("a", ","),
    "statements": times("a", ";"),
    "locals": "def f():\n" + "".join(" %s=1\n" % n for n in names()),
    "imports": "from m import " + ",".join(names()),
}
for what, source in SOURCES.items():
    compile(source, what, "exec")
    print(what)


# The comparisons of a chain hold no more than they need, and each operand is evaluated once.
def chain(n, stop):
    asked = []

    def f(i):
        asked.append(i)
        return i if i != stop else -1

    space = {"f": f}
    result = eval("<".join("f(%d)" % i for i in range(n)), space)
    taken = []
    exec("if %s: taken.append(1)\nelse: taken.append(2)" % "<".join("f(%d)" % i for i in range(n)), space | {"taken": taken})
    return result, len(asked), taken


print([chain(n, stop) for n in (3, 4, 5, 100) for stop in (-1, 0, 1, 2, n - 1)])

# expect: decorators
# expect: conditions of a comprehension
# expect: for clauses
# expect: for clauses of a generator
# expect: for clauses, asynchronous
# expect: and
# expect: or
# expect: comparisons
# expect: comparisons in a condition
# expect: except
# expect: cases
# expect: alternatives
# expect: arguments
# expect: keywords
# expect: defaults
# expect: defaults of keywords
# expect: annotations
# expect: fields of an f-string
# expect: elements
# expect: pairs
# expect: targets
# expect: unpacked targets
# expect: del
# expect: statements
# expect: locals
# expect: imports
# expect: [(True, 6, [1]), (True, 6, [1]), (False, 4, [2]), (False, 6, [2]), (False, 6, [2]), (True, 8, [1]), (True, 8, [1]), (False, 4, [2]), (False, 6, [2]), (False, 8, [2]), (True, 10, [1]), (True, 10, [1]), (False, 4, [2]), (False, 6, [2]), (False, 10, [2]), (True, 200, [1]), (True, 200, [1]), (False, 4, [2]), (False, 6, [2]), (False, 200, [2])]
