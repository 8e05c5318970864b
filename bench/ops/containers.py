"""Lists, dicts, tuples, sets: load, store, make."""

import _measure

_measure.report([
    ("list[i]", "l, i = list(range(100)), 50", "a = l[i]"),
    ("list[i] = v", "l, i, v = list(range(100)), 50, 7", "l[i] = v"),
    ("list.append(x)", "l, x = [], 5", "l.append(x)"),
    ("list append and pop", "l, x = [], 5", "l.append(x); l.pop()"),
    ("dict[str]", "d, s = {'a': 1, 'b': 2, 'c': 3}, 'b'", "a = d[s]"),
    ("dict[str] = v", "d, s, v = {'a': 1, 'b': 2, 'c': 3}, 'b', 9", "d[s] = v"),
    ("dict[int]", "d, k = dict.fromkeys(range(100), 1), 50", "a = d[k]"),
    ("dict pop and store", "d, k = dict.fromkeys(range(20), 1), 5", "d.pop(k); d[k] = 1"),
    ("dict.get(str)", "d, s = {'a': 1, 'b': 2, 'c': 3}, 'b'", "a = d.get(s)"),
    ("str in dict", "d, s = {'a': 1, 'b': 2, 'c': 3}, 'b'", "a = s in d"),
    ("int in set", "d, k = set(range(100)), 50", "a = k in d"),
    ("(a, b)", "a, b = 1, 2", "t = (a, b)"),
    ("a, b = t", "t = (1, 2)", "a, b = t"),
    ("a, b = b, a", "a, b = 1, 2", "a, b = b, a"),
    ("[a, b]", "a, b = 1, 2", "t = [a, b]"),
    ("{}", "pass", "t = {}"),
    ("{'k': v}", "v = 1", "t = {'k': v}"),
    ("list[i:j]", "l = list(range(100))", "a = l[10:14]"),
    ("len(list)", "l = [1, 2, 3]", "a = len(l)"),
])
