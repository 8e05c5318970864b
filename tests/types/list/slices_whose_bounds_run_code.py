"""Bounds of slices are asked for their index once, in a fixed order, and the length that counts is the one afterwards."""


class Index:
    def __init__(self, name, value, action=None):
        self.name, self.value, self.action = name, value, action

    def __index__(self):
        print(self.name, end=" ")
        if self.action:
            self.action()
        return self.value


for sequence in ([0, 1, 2, 3, 4, 5], (0, 1, 2, 3, 4, 5), "abcdef", "äbcdéf", "€bcdef", b"abcdef", range(6)):
    print(sequence[Index("start", 1):Index("stop", -1)], end=" ")
    print(sequence[Index("start", -1):Index("stop", None or 0):Index("step", -2)], end=" ")
    print(sequence[::Index("step", 5)], sequence[4:2:1], sequence[1:2:7], sequence[9::-9])

items = list(range(6))
print(items[Index("start", 1, lambda: items.extend("xyz")):])
print(items[Index("start", 0, items.clear)::2], items)
items = list(range(6))
items[Index("start", 1):Index("stop", 4, items.pop)] = Index("start", 0), "b"
print(items[2:], len(items))
items[1:3] = items
print(items[0], items[1], len(items))
for key in (slice(None, None, 0), slice("a"), slice(None, 1.5)):
    for sequence in ([1], (1,), "1"):
        try:
            sequence[key.start:key.stop:key.step]
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
try:
    items[::0]
except ValueError as e:
    print(e)
print([1, 2, 3][-2**70:2**70:2**70], "abc"[2**70::-2**70], (1, 2, 3)[::-2**63])


class Objects(list):
    def __getitem__(self, key):
        return key


print(Objects()[1:2], Objects()[1:2:3], Objects()[::])
old, gone = [[i] for i in range(12)], []


class Item:
    def __del__(self):
        gone.append(1)


old[2:6] = [Item() for _ in range(4)]
old[2:6] = [1, 2, 3, 4]
old[0:12] = [Item() for _ in range(12)]
old[::1] = range(12)
print(len(gone), old)

# expect: start stop [1, 2, 3, 4] step start stop [5, 3, 1] step [0, 5] [] [1] [5]
# expect: start stop (1, 2, 3, 4) step start stop (5, 3, 1) step (0, 5) () (1,) (5,)
# expect: start stop bcde step start stop fdb step af  b f
# expect: start stop bcdé step start stop fdb step äf  b f
# expect: start stop bcde step start stop fdb step €f  b f
# expect: start stop b'bcde' step start stop b'fdb' step b'af' b'' b'b' b'f'
# expect: start stop range(1, 5) step start stop range(5, 0, -2) step range(0, 6, 5) range(4, 2) range(1, 2, 7) range(5, -1, -9)
# expect: start [1, 2, 3, 4, 5, 'x', 'y', 'z']
# expect: start [] []
# expect: start stop ['b', 4] 4
# expect: 0 0 6
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: slice step cannot be zero
# expect: [1] c (3,)
# expect: slice(1, 2, None) slice(1, 2, 3) slice(None, None, None)
# expect: 16 [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
