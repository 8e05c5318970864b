# min-version: 3.15
# Tables that the compiler makes by itself, and the names that comprehensions and classes share with the code around.
import symtable


def show(table, depth=0):
    print("  " * depth, table.get_type(), table.get_name(), table.get_lineno(), table.is_nested())
    for symbol in sorted(table.get_symbols(), key=lambda s: s.get_name()):
        print("  " * depth, "-", repr(symbol))
    for child in table.get_children():
        show(child, depth + 1)


for source in [
    "def plain(a): pass\ndef annotated(a: int) -> str: pass",
    "total: int = 0\nclass Box:\n    size: T\n    def f(self, b: B): pass",
    "from __future__ import annotations\ndef f(a: int): pass\nx: int",
    "type Alias = int",
    "type Pair[T: (int, str) = str, *Ts = U, **P = V] = T",
    "[(lambda: x) for x in [1]]",
    "def f(xs, k): return [k for k in xs], [[k for _ in ()] for k in xs], [(lambda: k) for x in xs]",
    "def f():\n    x = 1\n    class A:\n        x = 2\n        def method(self): return x",
]:
    print("====", source)
    show(symtable.symtable(source, "<s>", "exec"))

# expect: ==== def plain(a): pass
# expect: def annotated(a: int) -> str: pass
# expect:  module top 0 False
# expect:  - <symbol 'annotated': LOCAL, DEF_LOCAL>
# expect:  - <symbol 'plain': LOCAL, DEF_LOCAL>
# expect:    annotation __annotate__ 1 False
# expect:    - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:    function plain 1 False
# expect:    - <symbol 'a': LOCAL, DEF_PARAM>
# expect:    annotation __annotate__ 2 False
# expect:    - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:    - <symbol 'int': GLOBAL_IMPLICIT, USE>
# expect:    - <symbol 'str': GLOBAL_IMPLICIT, USE>
# expect:    function annotated 2 False
# expect:    - <symbol 'a': LOCAL, DEF_PARAM>
# expect: ==== total: int = 0
# expect: class Box:
# expect:     size: T
# expect:     def f(self, b: B): pass
# expect:  module top 0 False
# expect:  - <symbol 'Box': LOCAL, DEF_LOCAL>
# expect:  - <symbol '__conditional_annotations__': GLOBAL_IMPLICIT, USE>
# expect:  - <symbol 'total': LOCAL, DEF_LOCAL|DEF_ANNOT>
# expect:    annotation __annotate__ 1 False
# expect:    - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:    - <symbol 'int': GLOBAL_IMPLICIT, USE>
# expect:    class Box 2 False
# expect:    - <symbol 'f': LOCAL, DEF_LOCAL>
# expect:    - <symbol 'size': LOCAL, DEF_LOCAL|DEF_ANNOT>
# expect:      annotation __annotate__ 3 False
# expect:      - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:      - <symbol 'T': GLOBAL_IMPLICIT, USE>
# expect:      - <symbol '__classdict__': FREE, USE>
# expect:      annotation __annotate__ 4 False
# expect:      - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:      - <symbol 'B': GLOBAL_IMPLICIT, USE>
# expect:      - <symbol '__classdict__': FREE, USE>
# expect:      function f 4 False
# expect:      - <symbol 'b': LOCAL, DEF_PARAM>
# expect:      - <symbol 'self': LOCAL, DEF_PARAM>
# expect: ==== from __future__ import annotations
# expect: def f(a: int): pass
# expect: x: int
# expect:  module top 0 False
# expect:  - <symbol '__conditional_annotations__': GLOBAL_IMPLICIT, USE>
# expect:  - <symbol 'annotations': LOCAL, DEF_IMPORT>
# expect:  - <symbol 'f': LOCAL, DEF_LOCAL>
# expect:  - <symbol 'x': LOCAL, DEF_LOCAL|DEF_ANNOT>
# expect:    function f 2 False
# expect:    - <symbol 'a': LOCAL, DEF_PARAM>
# expect: ==== type Alias = int
# expect:  module top 0 False
# expect:  - <symbol 'Alias': LOCAL, DEF_LOCAL>
# expect:    type alias Alias 1 False
# expect:    - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:    - <symbol 'int': GLOBAL_IMPLICIT, USE>
# expect: ==== type Pair[T: (int, str) = str, *Ts = U, **P = V] = T
# expect:  module top 0 False
# expect:  - <symbol 'Pair': LOCAL, DEF_LOCAL>
# expect:    type parameters Pair 1 False
# expect:    - <symbol 'P': LOCAL, DEF_LOCAL|DEF_TYPE_PARAM>
# expect:    - <symbol 'T': CELL, DEF_LOCAL|DEF_TYPE_PARAM>
# expect:    - <symbol 'Ts': LOCAL, DEF_LOCAL|DEF_TYPE_PARAM>
# expect:      type variable T 1 True
# expect:      - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:      - <symbol 'int': GLOBAL_IMPLICIT, USE>
# expect:      - <symbol 'str': GLOBAL_IMPLICIT, USE>
# expect:      type variable T 1 True
# expect:      - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:      - <symbol 'str': GLOBAL_IMPLICIT, USE>
# expect:      type variable Ts 1 True
# expect:      - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:      - <symbol 'U': GLOBAL_IMPLICIT, USE>
# expect:      type variable P 1 True
# expect:      - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:      - <symbol 'V': GLOBAL_IMPLICIT, USE>
# expect:      type alias Pair 1 True
# expect:      - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:      - <symbol 'T': FREE, USE>
# expect: ==== [(lambda: x) for x in [1]]
# expect:  module top 0 False
# expect:  - <symbol 'x': CELL, DEF_LOCAL|DEF_COMP_ITER|DEF_COMP_CELL>
# expect:    function <lambda> 1 True
# expect:    - <symbol 'x': FREE, USE>
# expect: ==== def f(xs, k): return [k for k in xs], [[k for _ in ()] for k in xs], [(lambda: k) for x in xs]
# expect:  module top 0 False
# expect:  - <symbol 'f': LOCAL, DEF_LOCAL>
# expect:    annotation __annotate__ 1 False
# expect:    - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:    function f 1 False
# expect:    - <symbol '_': LOCAL, DEF_LOCAL|DEF_COMP_ITER>
# expect:    - <symbol 'k': CELL, DEF_PARAM>
# expect:    - <symbol 'x': LOCAL, DEF_LOCAL|DEF_COMP_ITER>
# expect:    - <symbol 'xs': LOCAL, USE|DEF_PARAM>
# expect:      function <lambda> 1 True
# expect:      - <symbol 'k': FREE, USE>
# expect: ==== def f():
# expect:     x = 1
# expect:     class A:
# expect:         x = 2
# expect:         def method(self): return x
# expect:  module top 0 False
# expect:  - <symbol 'f': LOCAL, DEF_LOCAL>
# expect:    annotation __annotate__ 1 False
# expect:    - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:    function f 1 False
# expect:    - <symbol 'A': LOCAL, DEF_LOCAL>
# expect:    - <symbol 'x': CELL, DEF_LOCAL>
# expect:      class A 3 True
# expect:      - <symbol 'method': LOCAL, DEF_LOCAL>
# expect:      - <symbol 'x': LOCAL, DEF_LOCAL|DEF_FREE_CLASS>
# expect:        annotation __annotate__ 5 True
# expect:        - <symbol '.format': LOCAL, USE|DEF_PARAM>
# expect:        - <symbol '__classdict__': FREE, USE>
# expect:        function method 5 True
# expect:        - <symbol 'self': LOCAL, DEF_PARAM>
# expect:        - <symbol 'x': FREE, USE>
