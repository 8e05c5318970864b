"""Arithmetic and comparison on local variables."""

import _measure

_measure.report([
    ("a = b", "b = 3", "a = b"),
    ("a = b + c, int", "b, c = 3, 4", "a = b + c"),
    ("a = b * c, int", "b, c = 3, 4", "a = b * c"),
    ("a = b // c, int", "b, c = 300, 4", "a = b // c"),
    ("a = b + c, big int", "b, c = 3**50, 4**50", "a = b + c"),
    ("a = b + c, float", "b, c = 3.5, 4.5", "a = b + c"),
    ("a = b * c + d, float", "b, c, d = 3.5, 4.5, 1.5", "a = b * c + d"),
    ("a = b / c, float", "b, c = 3.5, 4.5", "a = b / c"),
    ("a = b < c", "b, c = 3, 4", "a = b < c"),
    ("a = b == c, str", "b, c = 'name', 'nome'", "a = b == c"),
    ("a = not b", "b = 0", "a = not b"),
    ("if b < c: pass", "b, c = 3, 4", "if b < c: pass"),
    ("a = b & c", "b, c = 12, 10", "a = b & c"),
    ("a = b << c", "b, c = 12, 5", "a = b << c"),
])
