"""Nested containers as pretty texts, and wrapped paragraphs."""

import pprint
import textwrap

DATA = {f"key{i}": [{"a": list(range(8)), "b": ("x" * 20, i)}] * 2 for i in range(120)}
PROSE = " ".join(f"word{i % 37}" for i in range(3000))

print(sum(len(pprint.pformat(DATA)) for _ in range(15)))
print(sum(len(textwrap.fill(PROSE, width)) for width in range(40, 80, 5)))
