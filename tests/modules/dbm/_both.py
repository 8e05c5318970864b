# What _dbm and _gdbm have in common. CPython may lack both modules.
import os, shutil, tempfile


def outcome(call):
    try:
        return repr(call())
    except Exception as error:
        return f"{type(error).__module__}.{type(error).__name__}: {error}".replace("null byte", "null character")


def report(library):
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    lines = []
    say = lambda call: lines.append(outcome(call))
    db = library.open("data", "c", 0o600)
    db["a"] = "b"
    db[b"\0key"] = "välue".encode()
    say(lambda: (sorted(db.keys()), db["a"], db[b"\0key"], len(db), bool(db), "a" in db, b"b" in db))
    for call in (lambda: db["z"], lambda: db[1], lambda: db.__setitem__("a", 1), lambda: db.__setitem__(1, "a"), lambda: db.__delitem__("zz"),
                 lambda: db.__delitem__(1), lambda: db.get("q"), lambda: db.get("q", 5), lambda: db.get(1), lambda: db.setdefault("k", b"v"),
                 lambda: db.setdefault("k", b"w"), lambda: 1 in db, lambda: bytearray(b"k") in db, lambda: type(db)(), lambda: iter(db),
                 lambda: db[bytearray(b"k")], lambda: db.__enter__() is db):
        say(call)
    del db["a"]
    say(lambda: sorted(db.keys()))
    db.clear() if hasattr(db, "clear") else [db.__delitem__(key) for key in db.keys()]
    say(lambda: (db.keys(), len(db), bool(db)))
    db["last"] = "value"
    say(db.close)
    for call in (lambda: db["a"], lambda: len(db), db.close, db.keys, lambda: bool(db), lambda: db.__exit__(None, None, None), lambda: "a" in db):
        say(call)
    for arguments in (("x", "zz"), ("x", ""), ("/nonexistent/a", "r"), ("absent",), (1,), ("a\0b",), ("x", 5), ("data", "r", "x")):
        say(lambda: library.open(*arguments))
    with library.open(b"data") as db:
        say(lambda: (db["last"], db.keys()))
        say(lambda: db.__setitem__("a", "b"))
        say(lambda: db.__delitem__("a"))
    lines.append(str(library.error.__mro__[1]))
    shutil.rmtree(folder)
    os.mkdir(folder)
    os.chdir(folder)
    return lines
