class A(bytearray):
    def __len__(self): return 1
    def __getitem__(self, i): return 'own'
class B(bytes):
    def __len__(self): return 1
    def __getitem__(self, i): return 'own'

for x in A(b'abc'), B(b'abc'):
    print(list(iter(x)), [i for i in x])
    i = iter(x)
    print(next(i), i.__length_hint__())

# expect: [97, 98, 99] [97, 98, 99]
# expect: 97 2
# expect: [97, 98, 99] [97, 98, 99]
# expect: 97 2
