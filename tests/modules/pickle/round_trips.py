import copyreg
import pickle


class P:
    def __init__(self, x):
        self.x = x

    def __eq__(self, o):
        return self.x == o.x


class S:
    def __getstate__(self):
        return {"kept": 1}

    def __setstate__(self, state):
        self.state = state


data = [
    1, -5, 2**80, 1.5, "é", b"b", None, True, (1, 2), {"k": [1]}, {3}, frozenset({4}), P(5), len, P, range(3),
    1 + 2j, bytearray(b"q"),
]
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    print(protocol, pickle.loads(pickle.dumps(data, protocol)) == data)
print(pickle.loads(pickle.dumps(S())).state)
loop = []
loop.append(loop)
copied = pickle.loads(pickle.dumps(loop))
print(copied[0] is copied)
for action in (lambda: pickle.dumps(lambda: 0), lambda: pickle.loads(b""), lambda: pickle.loads(b"garbage")):
    try:
        action()
    except (pickle.PicklingError, AttributeError, EOFError, ValueError, pickle.UnpicklingError):
        print("refused")

# expect: 0 True
# expect: 1 True
# expect: 2 True
# expect: 3 True
# expect: 4 True
# expect: 5 True
# expect: {'kept': 1}
# expect: True
# expect: refused
# expect: refused
# expect: refused
