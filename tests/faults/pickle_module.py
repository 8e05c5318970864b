# Objects pickled, copied, marshalled.
import copy
import marshal
import pickle


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


shared = [1, 2]
document = {"points": [Point(n, str(n)) for n in range(25)], "shared": [shared, shared], "set": {1, 2}, "big": 7 ** 90, "text": "é" * 300, "bytes": b"b" * 300}
for protocol in range(6):
    data = pickle.dumps(document, protocol)
    back = pickle.loads(data)
    print(back["points"] == document["points"], back["shared"][0] is back["shared"][1], back["big"] == 7 ** 90, len(back["text"]))
deep = copy.deepcopy(document)
print(deep["points"] == document["points"], deep["shared"][0] is deep["shared"][1], copy.copy(shared), marshal.loads(marshal.dumps([1, "a", (2.5, None), {b"k": [7 ** 50]}])))
document["self"] = document
print(pickle.loads(pickle.dumps(document))["self"]["set"], len(pickle.dumps([list(range(300))] * 3)))
