# Authorizer, progress handler, trace callback and collations.
import sqlite3
from _tried import tried

con = sqlite3.connect(":memory:")
con.executescript("create table t(a, b); insert into t values('x', 1), ('Y', 2), ('z', 3)")

seen = []
con.set_authorizer(lambda *arguments: seen.append(arguments) or sqlite3.SQLITE_OK)
con.execute("select a from t").fetchall()
print(seen)
for answer in sqlite3.SQLITE_DENY, sqlite3.SQLITE_IGNORE, 2**40, "x", None, 1.0:
    con.set_authorizer(lambda action, *rest: answer if action == sqlite3.SQLITE_READ else sqlite3.SQLITE_OK)
    print(answer, tried(lambda: con.execute("select b from t").fetchall()))
con.set_authorizer(lambda *arguments: 1 / 0)
print(tried(con.execute, "select a from t"))
con.set_authorizer(None)

calls = []
con.set_progress_handler(lambda: calls.append(1), 1)
con.execute("select a from t").fetchall()
print(len(calls) > 3)
con.set_progress_handler(lambda: calls.append(1), 1000)
del calls[:]
con.execute("select a from t").fetchall()
print(calls)
for handler in lambda: 1, lambda: "x", lambda: 1 / 0, 5:
    con.set_progress_handler(handler, 1)
    print(tried(lambda: con.execute("select a from t").fetchall()))
con.set_progress_handler(None, 1)
print(len(con.execute("select a from t").fetchall()), tried(con.set_progress_handler, print, "x"))

traced = []
con.set_trace_callback(traced.append)
con.execute("insert into t values(?, ?)", ("q'", 4))
con.commit()
con.executescript("select 1; select 2")
con.set_trace_callback(lambda sql: 1 / 0)
print(con.execute("select 3").fetchall())
con.set_trace_callback(None)
con.execute("select 4")
print(traced)

con.create_collation("backwards", lambda a, b: (a < b) - (a > b))
con.create_collation("größe", lambda a, b: (len(a) > len(b)) - (len(a) < len(b)))
print([row[0] for row in con.execute("select a from t order by a collate backwards")])
print([row[0] for row in con.execute("select a from t order by a collate größe, b")])
for wrong in lambda a, b: 1 / 0, lambda a, b: "x", lambda a, b: -2**100, lambda a: 0:
    con.create_collation("backwards", wrong)
    print(tried(lambda: len(con.execute("select a from t order by a collate backwards").fetchall())))
con.create_collation("backwards", None)
print(tried(con.execute, "select a from t order by a collate backwards"))
print(tried(con.create_collation, "x", 5), tried(con.create_collation, 5, len), tried(con.create_collation, "\ud800", len))

# expect: [(21, None, None, None, None), (20, 't', 'a', 'main', None)]
# expect: 1 DatabaseError: access to t.b is prohibited
# expect: 2 [(None,), (None,), (None,)]
# expect: 1099511627776 DatabaseError: access to t.b is prohibited
# expect: x DatabaseError: access to t.b is prohibited
# expect: None DatabaseError: access to t.b is prohibited
# expect: 1.0 DatabaseError: access to t.b is prohibited
# expect: DatabaseError: not authorized
# expect: True
# expect: []
# expect: OperationalError: interrupted
# expect: OperationalError: interrupted
# expect: OperationalError: interrupted
# expect: OperationalError: interrupted
# expect: 3 TypeError: 'str' object cannot be interpreted as an integer
# expect: [(3,)]
# expect: ['BEGIN ', "insert into t values('q''', 4)", 'COMMIT', 'select 1;', ' select 2']
# expect: ['z', 'x', "q'", 'Y']
# expect: ['x', 'Y', 'z', "q'"]
# expect: ZeroDivisionError: division by zero
# expect: 4
# expect: 4
# expect: TypeError: <lambda>() takes 1 positional argument but 2 were given
# expect: OperationalError: no such collation sequence: backwards
# expect: TypeError: parameter must be callable TypeError: create_collation() argument 1 must be str, not int UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
