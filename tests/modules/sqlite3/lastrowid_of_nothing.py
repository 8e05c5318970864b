# A text without a statement leaves lastrowid as it is.
import sqlite3

connection = sqlite3.connect(":memory:")
cursor = connection.cursor()
for text in ("", " -- nothing", "create table t(x)", "", "insert into t values (1)", ""):
    print(repr(text), cursor.execute(text).lastrowid)
print(connection.execute("").lastrowid)
connection.close()

# expect-since-3.14: '' None
# expect-since-3.14: ' -- nothing' None
# expect-since-3.14: 'create table t(x)' 0
# expect-since-3.14: '' 0
# expect-since-3.14: 'insert into t values (1)' 1
# expect-since-3.14: '' 1
# expect-since-3.14: None
