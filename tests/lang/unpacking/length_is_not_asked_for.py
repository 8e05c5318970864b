class Lying(list):
    def __len__(self): return -1
class Failing(tuple):
    def __len__(self): raise KeyError
class Sequence:
    def __getitem__(self, i): return [1, 2, 3][i]
    def __len__(self): raise KeyError
class Iterable:
    def __iter__(self): return iter('abc')
    def __len__(self): raise KeyError
class Own(list):
    def __iter__(self): return iter('xyz')

for x in Lying([1]), Lying([1, 2, 3]), Failing((1, 2)), Sequence(), Iterable(), Own(), [1, 2], (1, 2), {1: 2, 3: 4}, 'ab', range(3):
    a, *b = x
    print(a, b)
try:
    a, *b = Lying()
except ValueError as e:
    print(e)

# expect: 1 []
# expect: 1 [2, 3]
# expect: 1 [2]
# expect-error: KeyError
# status: 1
