# Lists are unpacked: temporaries, lists of other threads, lists that the released old values change, and wrong lengths.
import threading

class Loud:
    def __init__(self, name): self.name = name
    def __del__(self): print("gone", self.name)
class Sub(list):
    def __iter__(self): return iter("xy")

def two(l):
    a, b = l
    return a, b
for l in ([1, 2], ["a", [3]], Sub([1, 2]), [None, 1.5]):
    print(two(l), two(l))
for l in ([], [1], [1, 2, 3], Sub()):
    try:
        print(two(l))
    except ValueError as e:
        print(str(e).split(",")[0].rstrip(")"))

def temporary():
    a, b, c = [Loud("a"), Loud("b"), 3]
    return c
print(temporary())
def twice():
    a = b = None
    for i in range(2):
        a, b = [Loud(i), Loud(-i)]
    print("end")
twice()
def itself(l):
    l, a = l
    return l, a
print(itself([[1], 2]), itself([3, 4]))
def nested(l):
    (a, b), [c, d] = l
    return a, b, c, d
print(nested([[1, 2], [3, 4]]), nested(((1, 2), [3, 4])))
def none(l):
    [] = l
    return "none"
print(none([]))
try:
    none([1])
except ValueError as e:
    print(str(e).split(",")[0].rstrip(")"))

class Changes:
    def __del__(self):
        target.clear()
        target.extend("zzz")
def changing():
    global target
    a = Changes()
    b = 0
    target = [1, 2]
    a, b = target
    return a, b, target
print(changing())
def ten(l):
    a, b, c, d, e, f, g, h, i, j = l
    return a + b + c + d + e + f + g + h + i + j
print(ten(list(range(10))), ten(list("abcdefghij")))

shared = [[1], [1]]
def change():
    for i in range(2000):
        shared[0] = [i]
        shared[1] = [i]
        if i % 50 == 0:
            shared.append(0)
            shared.pop()
def use():
    for i in range(2000):
        try:
            a, b = shared
        except ValueError:
            continue
        if type(a[0]) is not int or b[0] < 0: print("wrong", a, b)
threads = [threading.Thread(target=f) for f in (change, use, use)]
for t in threads: t.start()
for t in threads: t.join()
print("done")

# expect: (1, 2) (1, 2)
# expect: ('a', [3]) ('a', [3])
# expect: ('x', 'y') ('x', 'y')
# expect: (None, 1.5) (None, 1.5)
# expect: not enough values to unpack (expected 2
# expect: not enough values to unpack (expected 2
# expect: too many values to unpack (expected 2
# expect: ('x', 'y')
# expect: gone a
# expect: gone b
# expect: 3
# expect: gone 0
# expect: gone 0
# expect: end
# expect: gone 1
# expect: gone -1
# expect: ([1], 2) (3, 4)
# expect: (1, 2, 3, 4) (1, 2, 3, 4)
# expect: none
# expect: too many values to unpack (expected 0
# expect: (1, 2, ['z', 'z', 'z'])
# expect: 45 abcdefghij
# expect: done
