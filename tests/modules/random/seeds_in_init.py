# _random.Random seeds in __init__: a subclass whose __init__ does otherwise takes what has no hash.
# min-version: 3.12
import _random
import random


def outcome(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(random.Random(bytearray(b"z")).random())
print(random.Random(b"z").random(), random.Random("z").random(), random.Random(5).random(), random.Random(0.5).random())


class Own(_random.Random):
    def __init__(self, values, *, name):
        super().__init__(len(values))
        self.name = name


print(Own([1, 2], name="own").random() == _random.Random(2).random(), Own([], name="own").name)
print(outcome(_random.Random, []))
generator = _random.Random(1)
first = generator.random()
generator.__init__(1)
print(generator.random() == first)

# expect: 0.04850933799783019
# expect: 0.04850933799783019 0.04850933799783019 0.6229016948897019 0.2794930785867423
# expect: True own
# expect: TypeError: unhashable type: 'list'
# expect: True
