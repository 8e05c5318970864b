# The default of a look-up that finds nothing may be in the local that the result is assigned to.
import contextvars
import os
from _tracked import Tracked, run, text

empty, full = {}, {"key": Tracked("found")}
variable = contextvars.ContextVar("variable")


class Bare:
    pass


bare = Bare()


def dict_get():
    x = text(1)
    x = empty.get(0, x)
    return x


def dict_get_of_itself():
    x = text(2)
    x = empty.get(x, x)
    return x


def dict_get_tracked():
    x = Tracked("default")
    x = empty.get("key", x)
    return x


def dict_get_found():
    x = Tracked("default")
    x = full.get("key", x)
    return x


def dict_get_constant():
    x = empty.get("key", "a constant that is long enough")
    return x


def dict_get_argument():
    def inner(y):
        y = empty.get(0, y)
        return y
    x = inner(Tracked("argument"))
    return x


def dict_get_item():
    x = [Tracked("item")]
    x = empty.get(0, x)
    return x[0]


def dict_get_of_the_dict():
    x = {}
    x = x.get(0, x)
    return x


def dict_pop():
    x = Tracked("default")
    x = empty.pop("key", x)
    return x


def dict_setdefault():
    x = Tracked("default")
    d = {}
    x = d.setdefault("key", x)
    return x, d["key"] is x


def dict_setdefault_of_the_dict():
    x = {}
    x = x.setdefault("key", 5)
    return x


def getattr_default():
    x = Tracked("default")
    x = getattr(bare, "missing", x)
    return x


def getattr_of_itself():
    x = Tracked("default")
    x = getattr(x, "missing", x)
    return x


def next_default():
    x = Tracked("default")
    x = next(iter(()), x)
    return x


def next_of_the_iterator():
    x = iter([Tracked("only")])
    x = next(x, x)
    return x


def next_default_of_the_iterator():
    x = iter(())
    x = next(x, x)
    return list(x)


def min_default():
    x = Tracked("default")
    x = min((), default=x)
    return x


def max_of_two():
    x = text(3)
    x = max(x, "a")
    return x


def environ_get():
    x = text(4)
    x = os.environ.get("NO_SUCH_VARIABLE_IS_SET", x)
    return x


def variable_get():
    x = Tracked("default")
    x = variable.get(x)
    return x


run(dict_get, dict_get_of_itself, dict_get_tracked, dict_get_found, dict_get_constant, dict_get_argument, dict_get_item, dict_get_of_the_dict,
    dict_pop, dict_setdefault, dict_setdefault_of_the_dict, getattr_default, getattr_of_itself, next_default, next_of_the_iterator,
    next_default_of_the_iterator, min_default, max_of_two, environ_get, variable_get)

# expect: dict_get 'text 1 of its own'
# expect: dict_get_of_itself 'text 2 of its own'
# expect: dict_get_tracked <default>
# expect: dict_get_found <found>
# expect: dict_get_constant 'a constant that is long enough'
# expect: dict_get_argument <argument>
# expect: dict_get_item <item>
# expect: dict_get_of_the_dict {}
# expect: dict_pop <default>
# expect: dict_setdefault (<default>, True)
# expect: dict_setdefault_of_the_dict 5
# expect: getattr_default <default>
# expect: getattr_of_itself <default>
# expect: next_default <default>
# expect: next_of_the_iterator <only>
# expect: next_default_of_the_iterator []
# expect: min_default <default>
# expect: max_of_two 'text 3 of its own'
# expect: environ_get 'text 4 of its own'
# expect: variable_get <default>
# expect: the same in threads True
# expect: left 1
