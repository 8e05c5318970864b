class Swallow:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        return kind is not None and issubclass(kind, KeyError)


with Swallow():
    raise KeyError("x")
print("went on")
try:
    with Swallow():
        raise ValueError("y")
except ValueError:
    print("not swallowed")


def f():
    with Swallow():
        return "returned"


print(f())
for i in range(3):
    with Swallow():
        if i == 1:
            continue
        print(i)

# expect: went on
# expect: not swallowed
# expect: returned
# expect: 0
# expect: 2
