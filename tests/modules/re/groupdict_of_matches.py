# groupdict(): each match gives a dict of its own, in the order of the names in the pattern.
import re
import threading

pattern = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?P<rest>.*)")
first = pattern.match("2024-05")
second = pattern.match("1999-12-31 end")
print(first.groupdict(), second.groupdict())
print(first.groupdict("?"), first.groupdict(default=[1]))
print(list(second.groupdict()), pattern.groupindex)

result = second.groupdict()
result["day"] = None
result["new"] = 1
del result["year"]
print(result, second.groupdict(), dict(pattern.groupindex))
print(second.groupdict() == second.groupdict(), second.groupdict() is second.groupdict())

print(re.match("(a)(b)?", "a").groupdict(), re.match("", "").groupdict(0))
print(re.match(rb"(?P<x>.)(?P<y>\xff)?", b"a").groupdict(b"-"))
print(re.match("(?P<ä>.)(?P<名>.)", "äö").groupdict())

marker = object()
missing = first.groupdict(marker)
print([name for name, value in missing.items() if value is marker])

many = re.compile("|".join(f"(?P<g{i}>{chr(97 + i % 26)}{i})" for i in range(40)))
for text in ("a0", "n39", "z25"):
    groups = many.match(text).groupdict()
    print(len(groups), {k: v for k, v in groups.items() if v})
    for i in range(200):
        groups[f"extra{i}"] = i
    print(len(groups), groups["g39"], groups["extra199"])

changing = bytearray(b"key=value")
match = re.match(rb"(?P<k>\w+)=(?P<v>\w+)", changing)
changing[:3] = b"KEY"
print(match.groupdict())

results = [None] * 4
start = threading.Barrier(4)


def parse(index):
    start.wait()
    found = [pattern.match(f"20{n:02}-{index:02}x").groupdict() for n in range(50)]
    results[index] = [sum(int(d["year"]) for d in found), {d["month"] for d in found}, {d["day"] for d in found}]


threads = [threading.Thread(target=parse, args=(i,)) for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)

# expect: {'year': '2024', 'month': '05', 'day': None, 'rest': ''} {'year': '1999', 'month': '12', 'day': '31', 'rest': ' end'}
# expect: {'year': '2024', 'month': '05', 'day': '?', 'rest': ''} {'year': '2024', 'month': '05', 'day': [1], 'rest': ''}
# expect: ['year', 'month', 'day', 'rest'] {'year': 1, 'month': 2, 'day': 3, 'rest': 4}
# expect: {'month': '12', 'day': None, 'rest': ' end', 'new': 1} {'year': '1999', 'month': '12', 'day': '31', 'rest': ' end'} {'year': 1, 'month': 2, 'day': 3, 'rest': 4}
# expect: True False
# expect: {} {}
# expect: {'x': b'a', 'y': b'-'}
# expect: {'ä': 'ä', '名': 'ö'}
# expect: ['day']
# expect: 40 {'g0': 'a0'}
# expect: 240 None 199
# expect: 40 {'g39': 'n39'}
# expect: 240 n39 199
# expect: 40 {'g25': 'z25'}
# expect: 240 None 199
# expect: {'k': b'KEY', 'v': b'value'}
# expect: [[101225, {'00'}, {None}], [101225, {'01'}, {None}], [101225, {'02'}, {None}], [101225, {'03'}, {None}]]
