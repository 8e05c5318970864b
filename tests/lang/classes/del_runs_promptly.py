class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = Noisy("a")
b = a
del a
print("still there")
del b
print("gone")
x = Noisy("x")
x = None
print("replaced")


def scope():
    Noisy("temporary")
    kept = Noisy("local")
    print("in scope")


scope()
print("end")

# expect: still there
# expect: del a
# expect: gone
# expect: del x
# expect: replaced
# expect: del temporary
# expect: in scope
# expect: del local
# expect: end
