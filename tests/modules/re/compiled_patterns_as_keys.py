# A compiled pattern as a key, and as the argument of the functions of re: the hash stays, and equal patterns have one.
import copy, re, threading

a, b, c = re.compile("(x)y*"), re.compile("(x)y*", re.I), re.compile(b"(x)y*")
print(hash(a) == hash(a) == hash(copy.copy(a)), len({a, b, c, a}), {a: 1, b: 2, c: 3}[b])
re.purge()
again = re.compile("(x)y*")
print(again is a, again == a, hash(again) == hash(a), {a: "found"}[again])
print(re.match(a, "xyy").group(), re.sub(a, "-", "axyb"), re.findall(c, b"xxy"), re.split(b, "1XY2"))
try:
    re.match(a, "x", re.I)
except ValueError as error:
    print(error)

shared, seen = re.compile("p+q"), []
def work():
    for _ in range(500):
        seen.append(hash(shared))
threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(len(seen), len(set(seen)))

# expect: True 3 2
# expect: False True True found
# expect: xyy a-b [b'x', b'x'] ['1', 'X', '2']
# expect: cannot process flags argument with a compiled pattern
# expect: 2000 1
