"""Strings."""

import _measure

_measure.report([
    ("str + str", "s, t = 'hello ', 'world'", "a = s + t"),
    ("f'{s}{i}'", "s, i = 'row', 12345", "a = f'{s}{i}'"),
    ("f'{x:.2f}'", "x = 3.14159", "a = f'{x:.2f}'"),
    ("str(int)", "i = 12345", "a = str(i)"),
    ("int(str)", "s = '12345'", "a = int(s)"),
    ("str[i]", "s, i = 'hello world', 4", "a = s[i]"),
    ("str[i:j]", "s = 'hello world'", "a = s[2:7]"),
    ("str == str", "s, t = 'hello', 'hellp'", "a = s == t"),
    ("str.split()", "s = 'one two three'", "a = s.split()"),
    ("','.join(list)", "l = ['one', 'two', 'three']", "a = ','.join(l)"),
    ("str in str", "s = 'the quick brown fox'", "a = 'brown' in s"),
    ("str.replace", "s = 'the quick brown fox'", "a = s.replace('quick', 'slow')"),
    ("str.upper()", "s = 'hello world'", "a = s.upper()"),
    ("ord(c)", "c = 'x'", "a = ord(c)"),
], [
    ("s += c", "letters = 'abcdefghij' * 10", 100, "s = ''\nfor c in letters: s += c"),
])
