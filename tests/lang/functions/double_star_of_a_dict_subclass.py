class Keys(dict):
    def keys(self):
        return ["1", "2"]

    def __getitem__(self, key):
        return key * 2


class Iterated(Keys):
    def __iter__(self):
        return iter(["x"])


def f(**k):
    return k


print(f(**Keys(a=1)), f(b=2, **Keys(a=1)))
print(f(**Iterated(a=1)))
try:
    f(a=2, **Keys(a=1))
except TypeError as e:
    print(str(e).replace("__main__.", ""))

# expect: {'a': 1} {'b': 2, 'a': 1}
# expect: {'1': '11', '2': '22'}
# expect: f() got multiple values for keyword argument 'a'
