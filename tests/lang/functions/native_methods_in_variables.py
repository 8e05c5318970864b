# A native method that is bound to its object, or to a class, is called at one site with callees of all kinds.
import threading, time

def call(function, *args):
    try:
        return function(*args)
    except (TypeError, ValueError, KeyError) as error:
        return type(error).__name__

def one(function, argument):
    try:
        return function(argument)
    except (TypeError, ValueError, KeyError) as error:
        return type(error).__name__

def none(function):
    try:
        return function()
    except TypeError as error:
        return type(error).__name__

class Items(list):
    def append(self, item):
        list.append(self, item * 2)

numbers, text, d = [3, 1, 2], "a,b", {"x": 1}
own = Items()
for function, argument in ((numbers.append, 9), (own.append, 9), (text.split, ","), (text.index, "z"), (d.get, "x"),
                           (d.pop, "none"), (numbers.remove, 7), (numbers.index, 1), (dict.fromkeys, "ab"),
                           (bytes.fromhex, "6162"), (str.maketrans, {"a": "b"}), (str.upper, "a"), (len, "abc"),
                           (numbers.clear, 1), (own.extend, "ab"), (set.union, {1}), (int.from_bytes, b"a"),
                           (object.__new__, int), ("x".__eq__, "x"), ((5).__add__, 6), (lambda x: x, 4), (abs, -4)):
    print(one(function, argument), end=" ")
print(numbers, own)

for function in (numbers.copy, numbers.append, own.copy, numbers.pop, dict, text.upper, text.split, time.time, len):
    result = none(function)
    print(type(result) is float or result, end=" ")
print(none(threading.get_ident) == threading.get_ident(), call(threading.get_ident, 1), call(numbers.append, 1, 2))

# The call releases the last reference to the method, its object and its argument.
class Told:
    def __init__(self, name): self.name = name
    def __del__(self): print("end of", self.name, end="; ")
def ends():
    append = [Told("item")].append
    result = append(Told("argument"))
    del append
    print(result)
    [].append(Told("another"))
    print((lambda: [].append)()(Told("last")))
ends()

def collect(n):
    items = []
    append = items.append
    for i in range(n):
        append(i if i % 2 else [i])
    return items
print(collect(5))
shared = []
threads = [threading.Thread(target=lambda append=shared.append: [append(i) for i in range(100)]) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(shared), sum(shared))

# expect: None None ['a', 'b'] ValueError 1 KeyError ValueError 1 {'a': None, 'b': None} b'ab' {97: 'b'} A 3 TypeError None {1} 97 TypeError True 11 4 4 [3, 1, 2, 9] [18, 'a', 'b']
# expect: [3, 1, 2, 9] TypeError [18, 'a', 'b'] 9 {} A,B ['a,b'] True TypeError True TypeError TypeError
# expect: end of argument; end of item; None
# expect: end of another; end of last; None
# expect: [[0], 1, [2], 3, [4]]
# expect: 300 14850
