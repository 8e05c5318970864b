registry = {}


def register(cls):
    registry[cls.__name__] = cls
    return cls


@register
class Plugin:
    pass


class CountCalls:
    def __init__(self, f):
        self.f, self.count = f, 0

    def __call__(self, *args):
        self.count += 1
        return self.f(*args)


@CountCalls
def add(a, b):
    return a + b


print(list(registry), add(1, 2), add(3, 4), add.count)

# expect: ['Plugin'] 3 7 2
