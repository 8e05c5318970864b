# The text of an annotation that is or holds a template string.
# min-version: 3.14
from __future__ import annotations


def f(a: t"", b: t"{x}y", c: t"{ x }", d: t"{x!r:>{w}}", e: t"{x=}", g: t"{{}} {x + 1:a}", h: t"'{x['a']}\"", i: [t"{y}", f"{z}"], j: t"{ {1: 2}[1] }", k: t"{(lambda: 1)}", l: t"a" t"{b}") -> t"{t'{x}'}": pass


for name, text in f.__annotations__.items():
    print(name, text)

# expect: a t''
# expect: b t'{x}y'
# expect: c t'{ x }'
# expect: d t'{x!r:>{w}}'
# expect: e t'x={x!r}'
# expect: g t'{{}} {x + 1:a}'
# expect: h t'\'{x[\'a\']}"'
# expect: i [t'{y}', f'{z}']
# expect: j t'{ {1: 2}[1] }'
# expect: k t'{(lambda: 1)}'
# expect: l t'a{b}'
# expect: return t"{t'{x}'}"
