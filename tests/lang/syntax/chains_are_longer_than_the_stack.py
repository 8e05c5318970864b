# min-version: 3.15
# not-under: asan it keeps an account of one stack for each thread
# not-under: tsan it keeps an account of one stack for each thread
# Chains of operators, attributes, calls and items: as text, as a tree, and in the table of names.
import ast
import symtable

N = 8_000


class Thing:
    def __getitem__(self, item):
        return self

    def __call__(self, *args, **kwargs):
        return self

    @property
    def a(self):
        return self

    def method(self, *args, **kwargs):
        return self

    def __add__(self, other):
        return self

    def __repr__(self):
        return "Thing"


CHAINS = {
    "constants": "+".join(["1"] * N),
    "texts": "+".join(["''"] * N),
    "names": "+".join(["one"] * N),
    "products": "+".join(["one*2"] * N),
    "differences": "-".join(["one"] * N),
    "attributes": "a" + ".a" * N,
    "calls": "a" + "()" * N,
    "calls with arguments": "a" + "(one, k=1)" * N,
    "items": "a" + "[0]" * N,
    "items by name": "a" + "[one]" * N,
    "slices": "a" + "[one:2]" * N,
    "methods": "a" + ".method()" * (N // 2),
    "methods with arguments": "a" + ".method(one, *(), k=1)" * (N // 2),
    "mixed": "a" + ".a[0]()" * (N // 3),
    "in a field": "f'{" + "+".join(["one"] * N) + "}'",
    "in a comprehension": "[one for x in (a,)" + " if a" + ".a" * N + "]",
    "in a condition": "2 if " + "+".join(["one"] * N) + " else 3",
    "in a lambda": "(lambda b: b" + ".a" * N + ")(a)",
}
names = {"a": Thing(), "one": 1}
for what, text in CHAINS.items():
    of_text = eval(text, names)
    tree = ast.parse(text, mode="eval")
    of_tree = eval(compile(tree, "tree", "eval"), names)
    del tree
    table = symtable.symtable(text, "text", "eval")
    print(what, of_text, of_tree, sorted(table.get_identifiers()))

for what, statement in {"store": " = 1", "delete": "", "augmented": " += 1"}.items():
    code = compile(("del " if what == "delete" else "") + "a" + ".a" * N + statement, "text", "exec")
    try:
        exec(code, names)
    except AttributeError:
        print(what)

try:
    compile("+".join(["one"] * 200_000), "text", "eval")
except (RecursionError, MemoryError):
    print("there is a limit")

# expect: constants 8000 8000 []
# expect: texts   []
# expect: names 8000 8000 ['one']
# expect: products 16000 16000 ['one']
# expect: differences -7998 -7998 ['one']
# expect: attributes Thing Thing ['a']
# expect: calls Thing Thing ['a']
# expect: calls with arguments Thing Thing ['a', 'one']
# expect: items Thing Thing ['a']
# expect: items by name Thing Thing ['a', 'one']
# expect: slices Thing Thing ['a', 'one']
# expect: methods Thing Thing ['a']
# expect: methods with arguments Thing Thing ['a', 'one']
# expect: mixed Thing Thing ['a']
# expect: in a field 8000 8000 ['one']
# expect: in a comprehension [1] [1] ['a', 'one', 'x']
# expect: in a condition 2 2 ['one']
# expect: in a lambda Thing Thing ['a']
# expect: store
# expect: delete
# expect: augmented
# expect: there is a limit
