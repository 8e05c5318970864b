class Acc:
    def __init__(self):
        self.log = []

    def __iadd__(self, x):
        self.log.append(("iadd", x))
        return self

    def __add__(self, x):
        return "plain add"

    def __mul__(self, x):
        return f"mul {x}"

    def __imatmul__(self, x):
        return "imatmul"


a = keep = Acc()
a += 1
print(a is keep, a.log)
a *= 3
print(a)
a = keep
a @= 1
print(a)

# expect: True [('iadd', 1)]
# expect: mul 3
# expect: imatmul
