# A suspended generator refers to functions and classes in its variables, however they are counted there.
import gc


def held():
    pass


class Held:
    pass


def generator():
    function, cls, items = held, Held, ["item"]
    yield items
    print(function, cls)


suspended = generator()
items = next(suspended)
for target in held, Held, items:
    print(any(found is suspended or getattr(found, "f_generator", None) is suspended or type(found).__name__ == "frame"
              for found in gc.get_referrers(target)), any(found is target for found in gc.get_referents(suspended)))

# expect: True True
# expect: True True
# expect: True True
