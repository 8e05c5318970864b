# Objects become values of SQLite by adapters, and values become objects by converters.
import sqlite3
from _tried import tried


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return "Point(%r, %r)" % (self.x, self.y)


class Conforming(Point):
    def __conform__(self, protocol):
        return "%d:%d" % (self.x, self.y) if protocol is sqlite3.PrepareProtocol else None


class Protocol:
    @staticmethod
    def __adapt__(obj):
        return "adapted" if isinstance(obj, Point) else None


con = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES)
print(tried(con.execute, "select ?", (Point(1, 2),)), con.execute("select ?", (Conforming(1, 2),)).fetchone())
sqlite3.register_adapter(Point, lambda p: "%d;%d" % (p.x, p.y))
print(con.execute("select ?", (Point(1, 2),)).fetchone(), sqlite3.adapt(Point(3, 4)), sqlite3.adapt(Conforming(5, 6)))
print(sqlite3.adapt(Point(1, 2), Protocol), sqlite3.adapt(5, Protocol, "other"), tried(sqlite3.adapt, 5, Protocol), tried(sqlite3.adapt, 5))
print((Point, sqlite3.PrepareProtocol) in sqlite3.adapters, tried(sqlite3.register_adapter, 5, len), type(sqlite3.PrepareProtocol()))
sqlite3.register_adapter(Point, lambda p: 1 / 0)
print(tried(con.execute, "select ?", (Point(1, 2),)))
sqlite3.register_adapter(Point, lambda p: [])
print(tried(con.execute, "select ?", (Point(1, 2),)))
sqlite3.register_adapter(int, lambda n: "int %d" % n)
print(con.execute("select ?, ?", (5, True)).fetchone())
sqlite3.register_adapter(int, int)

sqlite3.register_converter("point", lambda data: Point(*map(int, data.split(b";"))))
print("POINT" in sqlite3.converters, tried(sqlite3.register_converter, 5, len))
con.execute("create table t(p point, q Point(3), r point not null, s text)")
con.execute("insert into t values('1;2', '3;4', '5;6', '7;8')")
print(con.execute("select * from t").fetchall())
cur = con.execute('select s as "s [point]", s as "t [nothing]", s as "[point]", p as "p [", s from t')
print(cur.fetchone(), [column[0] for column in cur.description])
con.execute("update t set p = null, q = ''")
print(con.execute("select p, q from t").fetchall())
sqlite3.register_converter("point", lambda data: 1 / 0)
print(tried(con.execute("select r from t").fetchone))

plain = sqlite3.connect(":memory:")
print(plain.execute('select 1 as "x [point]"').description[0][0])
names = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_COLNAMES)
print(names.execute('select 1 as "x [y]"').description[0][0], names.execute('select 1 as "x[y]"').description[0][0])

# expect: ProgrammingError: Error binding parameter 1: type 'Point' is not supported ('1:2',)
# expect: ('1;2',) 3;4 5:6
# expect: adapted other ProgrammingError: can't adapt ProgrammingError: can't adapt
# expect: True None <class 'sqlite3.PrepareProtocol'>
# expect: ZeroDivisionError: division by zero
# expect: ProgrammingError: Error binding parameter 1: type 'list' is not supported
# expect: ('int 5', 1)
# expect: True TypeError: register_converter() argument 1 must be str, not int
# expect: [(Point(1, 2), Point(3, 4), Point(5, 6), '7;8')]
# expect: (Point(7, 8), '7;8', Point(7, 8), Point(1, 2), '7;8') ['s', 't', '', 'p', 's']
# expect: [(None, None)]
# expect: ZeroDivisionError: division by zero
# expect: x [point]
# expect: x x
