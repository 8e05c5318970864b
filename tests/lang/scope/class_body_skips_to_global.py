x = "global"


def f():
    x = "local"

    class C:
        before = x
        x = "class"
        after = x

        def method(self):
            return x

    return C


c = f()
try:
    print(c.before)
except AttributeError:
    print("no")
print(c.after, c().method())

# expect: global
# expect: class local
