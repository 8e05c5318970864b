import symtable

SOURCE = """
import os
total: 'int' = 0
def outer(a, *rest, key=1, **named):
    global counter
    local = a
    def inner():
        nonlocal local
        local = key + unknown
    return inner, (x for x in rest)
class Box(object):
    size = 1
    def method(self):
        return __class__
"""


def show(table, depth=0):
    print("  " * depth, table.get_type(), table.get_name(), table.get_lineno(), table.is_nested(), table.has_children())
    for name in sorted(table.get_identifiers()):
        s = table.lookup(name)
        kinds = "referenced imported parameter global declared_global local free assigned namespace nonlocal annotated"
        print("  " * depth, "-", name, *[k for k in kinds.split() if getattr(s, "is_" + k)()])
    for child in table.get_children():
        show(child, depth + 1)


top = symtable.symtable(SOURCE, "<s>", "exec")
show(top)
function = top.lookup("outer").get_namespace()
print(function.get_parameters(), function.get_globals(), function.get_frees())
print(top.lookup("Box").get_namespace().get_methods())
for mode in ["exec", "eval", "other"]:
    try:
        print(symtable.symtable("1 +" if mode == "exec" else "x", "<s>", mode).get_identifiers())
    except (SyntaxError, ValueError) as e:
        print(type(e).__name__, e)

# expect:  module top 0 False True
# expect:  - Box global local assigned namespace
# expect-since-3.15:  - __conditional_annotations__ referenced global
# expect:  - counter global declared_global
# expect:  - object referenced global
# expect:  - os imported global local
# expect:  - outer global local assigned namespace
# expect:  - total global local assigned annotated
# expect-since-3.15:    annotation __annotate__ 3 False False
# expect-since-3.15:    - .format referenced parameter local
# expect-since-3.15:    annotation __annotate__ 4 False False
# expect-since-3.15:    - .format referenced parameter local
# expect:    function outer 4 False True
# expect:    - a referenced parameter local
# expect:    - counter global declared_global
# expect:    - inner referenced local assigned namespace
# expect:    - key parameter local
# expect:    - local local assigned
# expect:    - named parameter local
# expect:    - rest referenced parameter local
# expect-since-3.15:      annotation __annotate__ 7 True False
# expect-since-3.15:      - .format referenced parameter local
# expect:      function inner 7 True False
# expect:      - key referenced free
# expect:      - local free assigned nonlocal
# expect:      - unknown referenced global
# expect-before-3.15:      function genexpr 10 True False
# expect-since-3.15:      function <genexpr> 10 True False
# expect:      - .0 parameter local
# expect:      - x referenced local assigned
# expect:    class Box 11 False True
# expect:    - method local assigned namespace
# expect:    - size local assigned
# expect-since-3.15:      annotation __annotate__ 13 False False
# expect-since-3.15:      - .format referenced parameter local
# expect-since-3.15:      - __classdict__ referenced free
# expect:      function method 13 False False
# expect:      - __class__ referenced free
# expect:      - self parameter local
# expect: ('a', 'key', 'rest', 'named') ('counter',) ()
# expect: ('method',)
# expect: SyntaxError invalid syntax (<s>, line 1)
# expect: dict_keys(['x'])
# expect: ValueError symtable() arg 3 must be 'exec' or 'eval' or 'single'
