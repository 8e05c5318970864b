class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def f():
    a = Noisy(1)
    b = [Noisy(2)]
    raise ValueError


try:
    f()
except ValueError:
    print("handling")
print("after")

# expect: handling
# expect: del 1
# expect: del 2
# expect: after
