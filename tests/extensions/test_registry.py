# Codecs, error handlers, modules made of code, and what C asks of frames and of sys.
import sys
import registry

for order in -1, 0, 1:
    for partial in False, True:
        print(order, partial, registry.stateful("16", "\ufeffaé".encode("utf-16-be" if order == 1 else "utf-16-le") + b"x" * partial, order, partial))
print(registry.stateful("32", "ab".encode("utf-32-le") + b"c\0", -1, True), registry.stateful("7", b"a+AOk-b+AO", 0, True))
try:
    registry.stateful("32", b"abc", 0, False)
except UnicodeDecodeError as error:
    print(error)
print(registry.charmap("." * 97 + "xyz"), registry.charmap({97: "A", 98: 0x42, 99: "see"}))
print(registry.registry("utf-16-le", "aé"), registry.registry("no such codec", ""))
error = UnicodeEncodeError("ascii", "aéü", 1, 3, "not there")
*replacements, named = registry.handlers(error)
print(replacements, named(error))
joined, *texts = registry.bytes(b"it's", bytearray(b"xyz"))
print(type(joined).__name__, bytes(joined), *texts)
try:
    registry.bytes(b"it's", "xyz")
except TypeError as error:
    print(error)
module = registry.execute("made_by_code", compile("x = 6 * 7; f = __file__", "a_file.py", "exec"), None)
print(module.x, module.f.endswith("a_file.py"), sys.modules["made_by_code"] is module)
print(registry.execute("made_by_code", compile("y = x; f = __file__", "a_file.py", "exec"), "/another.py").f, module.y)
try:
    registry.execute("broken", compile("1 / 0", "b_file.py", "exec"), None)
except ZeroDivisionError as error:
    print(error, "broken" in sys.modules)


def ask(a, b=2):
    return registry.frame()


def look(a):
    before = registry.locals()[1]
    b = a + 1
    same, now = registry.locals()
    return same, now is before, now["a"], now["b"]


print(ask(1), look(5), registry.locals()[1] is globals())
print(*map(registry.name_of, (ask, [].append, "".join, len, int, str.join, object(), type("Own", (), {"m": ask})().m, registry.rest)))
print(registry.rest())

# expect: -1 False ('\ufeffaé', -1, -1)
# expect: -1 True ('\ufeffaé', 6, -1)
# expect: 0 False ('aé', -1, -1)
# expect: 0 True ('aé', 6, -1)
# expect: 1 False ('\ufeffaé', -1, 1)
# expect: 1 True ('\ufeffaé', 6, 1)
# expect: ('ab', 8, -1) ('aéb', 7, 0)
# expect: 'utf-32-le' codec can't decode bytes in position 0-2: truncated data
# expect: ('xyz', b'abc') ('ABsee', None)
# expect: (b'a\x00\xe9\x00', 'aé', 'replace') unknown
# expect: [('??', 3), ('', 3), ('\\xe9\\xfc', 3)] ('\\N{LATIN SMALL LETTER E WITH ACUTE}\\N{LATIN SMALL LETTER U WITH DIAERESIS}', 3)
# expect: bytearray b"it'" b'it\'s' b"it's" b'ab\n'
# expect: can't concat str to bytes
# expect: 42 True True
# expect: /another.py 42
# expect: division by zero False
# expect: (['a', 'b'], '__main__', <built-in function len>) (1, True, 5, 6) True
# expect: ask() append() join() len() type object method_descriptor object object object ask() rest()
# expect: (7, <module 'made_by_c'>, {}, 1, 1, 1, 0, 15)
