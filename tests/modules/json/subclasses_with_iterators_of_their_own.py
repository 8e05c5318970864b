# Lists and tuples whose class has its own __iter__ are written as what that yields, whatever they store.
import json
from collections import UserList


class Words(list):
    def __iter__(self):
        return iter(["a", "b"])


class Pair(tuple):
    def __iter__(self):
        return iter([1, 2, 3])


class Errors(UserList, list):
    pass


class Broken(list):
    def __iter__(self):
        raise KeyError("no")


for value in Words(), Words(["x"]), Pair(), Pair([7]), Errors(["e", "f"]), {"k": Words()}, [Pair()]:
    print(json.dumps(value))
try:
    json.dumps([Broken()])
except KeyError as e:
    print(type(e).__name__, e)
endless = Words()
endless.append(endless)
print(json.dumps(endless))

# expect: ["a", "b"]
# expect: ["a", "b"]
# expect: [1, 2, 3]
# expect: [1, 2, 3]
# expect: ["e", "f"]
# expect: {"k": ["a", "b"]}
# expect: [[1, 2, 3]]
# expect: KeyError 'no'
# expect: ["a", "b"]
