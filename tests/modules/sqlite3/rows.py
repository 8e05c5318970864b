# sqlite3.Row: a tuple whose items have names.
import collections.abc
import sqlite3
from _tried import tried

con = sqlite3.connect(":memory:")
con.row_factory = sqlite3.Row
row = con.execute("select 1 as a, 2 as B, 'x' as ä, 4 as a").fetchone()
print(tuple(row), len(row), list(row), row.keys(), isinstance(row, collections.abc.Sequence), 2 in row)
print(row[0], row[-1], row[1:3], row[::-2], row["a"], row["A"], row["b"], row["ä"])
for key in 4, -5, 2**70, "c", "Ä", 1.0, None, slice(1, 2, 0):
    print(key, tried(lambda: row[key]))
print(dict(zip(row.keys(), row)), {**dict(con.execute("select 5 as five").fetchone())}, list(reversed(row)))

same = con.execute("select 1 as a, 2 as B, 'x' as ä, 4 as a").fetchone()
other = con.execute("select 1 as a, 2 as c, 'x' as ä, 4 as a").fetchone()
print(row == same, row != same, hash(row) == hash(same), row == other, row != other, row == tuple(row), row != 5)
print(tried(lambda: row < same))

cur = con.cursor()
print(tuple(sqlite3.Row(cur, (1, 2))), tried(lambda: sqlite3.Row(cur, (1, 2))["a"]))
print(tried(sqlite3.Row), tried(sqlite3.Row, 1, ()), tried(sqlite3.Row, cur, []), tried(sqlite3.Row, cur, (), 3))


class Mine(sqlite3.Row):
    @property
    def first(self):
        return self[0]


con.row_factory = Mine
print(con.execute("select 7").fetchone().first, con.cursor().row_factory is Mine)
cur = con.execute("select 1 as a union all select 2")
cur.row_factory = lambda cursor, row: {column[0]: value for column, value in zip(cursor.description, row)}
print(cur.fetchall())
con.row_factory = None
print(con.execute("select 1").fetchone())

con.text_factory = bytes
print(con.execute("select 'ä'").fetchone())
con.text_factory = bytearray
print(con.execute("select 'ä'").fetchone())
con.text_factory = lambda data: data.decode("latin-1")
print(ascii(con.execute("select cast(x'e4' as text)").fetchone()))
con.text_factory = str
print(tried(con.execute("select cast(x'61e4' as text) as name").fetchone))

# expect: (1, 2, 'x', 4) 4 [1, 2, 'x', 4] ['a', 'B', 'ä', 'a'] True True
# expect: 1 4 (2, 'x') (4, 2) 1 1 2 x
# expect: 4 IndexError: tuple index out of range
# expect: -5 IndexError: tuple index out of range
# expect: 1180591620717411303424 IndexError: cannot fit 'int' into an index-sized integer
# expect: c IndexError: No item with that key
# expect: Ä IndexError: No item with that key
# expect: 1.0 IndexError: Index must be int or string
# expect: None IndexError: Index must be int or string
# expect: slice(1, 2, 0) ValueError: slice step cannot be zero
# expect: {'a': 4, 'B': 2, 'ä': 'x'} {'five': 5} [4, 'x', 2, 1]
# expect: True False True False True False True
# expect: TypeError: '<' not supported between instances of 'sqlite3.Row' and 'sqlite3.Row'
# expect-before-3.15: (1, 2) IndexError: No item with that key
# expect-since-3.15: (1, 2) IndexError: No item with key 'a'
# expect: TypeError: Row expected 2 arguments, got 0 TypeError: Row() argument 1 must be sqlite3.Cursor, not int TypeError: Row() argument 2 must be tuple, not list TypeError: Row expected 2 arguments, got 3
# expect: 7 True
# expect: [{'a': 1}, {'a': 2}]
# expect: (1,)
# expect: (b'\xc3\xa4',)
# expect: (bytearray(b'\xc3\xa4'),)
# expect: ('\xe4',)
# expect: OperationalError: Could not decode to UTF-8 column 'name' with text 'a�'
