class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 2

    def __eq__(self, other):
        return self.n == other.n


d = {K(i): i for i in range(10)}
print(len(d), d[K(7)], K(10) in d, d.pop(K(4)), len(d))
print({1: "int", 1.0: "float"}, {True: "t"}[1], {0: "z"}[False], {"a": 1}.get("a".upper().lower()))
print({float("nan"): 1}.get(float("nan")))
try:
    {}[K]
except KeyError as error:
    print(error.args[0].__name__)

# expect: 10 7 False 4 9
# expect: {1: 'float'} t z 1
# expect: None
# expect: K
