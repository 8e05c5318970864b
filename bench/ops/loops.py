"""Loops: what one step costs."""

import _measure

ITEMS = "items = list(range(1000))\nother = items[:]\ntable = dict(zip(items, items))"
GENERATOR = "def count():\n    for i in range(1000):\n        yield i\n"

_measure.report(loops=[
    ("for range: pass", "pass", 1000, "for i in range(1000): pass"),
    ("while i < n: i += 1", "pass", 1000, "i = 0\nwhile i < 1000: i += 1"),
    ("while i < n: total += i; i += 1", "pass", 1000, "i = total = 0\nwhile i < 1000:\n    total += i\n    i += 1"),
    ("for x in list", ITEMS, 1000, "for x in items: pass"),
    ("for i, x in enumerate(list)", ITEMS, 1000, "for i, x in enumerate(items): pass"),
    ("for x, y in zip(list, list)", ITEMS, 1000, "for x, y in zip(items, other): pass"),
    ("for k, v in dict.items()", ITEMS, 1000, "for k, v in table.items(): pass"),
    ("for x in generator", GENERATOR, 1000, "for x in count(): pass"),
    ("[x for x in list]", ITEMS, 1000, "[x for x in items]"),
    ("[x + 1 for x in range]", "pass", 1000, "[x + 1 for x in range(1000)]"),
    ("sum of generator expression", ITEMS, 1000, "sum(x for x in items)"),
    ("for c in str", "text = 'abcdefghij' * 100", 1000, "for c in text: pass"),
])
