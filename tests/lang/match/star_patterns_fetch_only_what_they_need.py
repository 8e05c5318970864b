from collections.abc import Sequence


class Noisy(Sequence):
    def __len__(self):
        return 5

    def __getitem__(self, index):
        print("item", index)
        if index >= 5:
            raise IndexError
        return index * 10


match Noisy():
    case [a, *_, b]:
        print(a, b)
match Noisy():
    case [*_]:
        print("any")
match {"a": 1, "b": 2, "c": 3}:
    case {"z": _, **rest}:
        print("no")
    case {"a": 1 | 2 as a, **rest}:
        print(a, rest)

# expect: item 0
# expect: item 4
# expect: 0 40
# expect: any
# expect: 1 {'b': 2, 'c': 3}
