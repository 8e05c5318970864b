from collections.abc import Sequence, Mapping


class S(Sequence):
    def __len__(self):
        return 2

    def __getitem__(self, i):
        return "xy"[i]


class M(dict):
    def __missing__(self, k):
        return "made"


match S():
    case [a, b]:
        print(a, b)
match M(k=1):
    case {"absent": v}:
        print("absent", v)
    case {"k": v}:
        print(v)

# expect: x y
# expect: 1
