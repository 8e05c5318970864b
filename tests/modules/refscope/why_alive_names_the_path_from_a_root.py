# refscope.why_alive() tells the shortest path from a root to an object, in words.
import collections
import functools
import sys
import threading
import weakref

from _programs import check, refscope


class Thing:
    pass


class Slotted:
    __slots__ = ("first", "second")


class WithAttribute:
    attribute = Thing()


def closure():
    kept = Thing()

    def inner():
        return kept
    return inner


def generator():
    inside = Thing()
    yield inside
    yield None


def function():
    pass


# Native, so that the caller is the function that asks, and no helper.
ask = functools.partial(refscope.why_alive) if refscope else lambda x: ["", [], [], "\n"]
make_immortal = refscope.make_immortal if refscope else lambda x: x


def why(x):
    """Kind and steps of a path that does not depend on the caller's variables, one of which is `x`."""
    path = ask(x)
    return [path[0], *path[1]]


def line():
    """The line of the caller."""
    return sys._getframe(1).f_lineno


def where(variable, function, line, thread=1):
    return f"variable '{variable}' of {function} at line {line} of why_alive_names_the_path_from_a_root.py, thread {thread}"


MAIN = "sys.modules['__main__']"
cache = {"a": [1, 2, Thing()], 7: Thing(), "it's": Thing(), (1, 2): Thing()}
check("list in a dict", why(cache["a"][2]), ["module", MAIN, ".cache (dict)", "['a'] (list)", "item 2 (Thing)"])
check("int key", why(cache[7]), ["module", MAIN, ".cache (dict)", "[7] (Thing)"])
check("key with a quote", why(cache["it's"]), ["module", MAIN, ".cache (dict)", "['it\\'s'] (Thing)"])
check("another key", why(cache[1, 2]), ["module", MAIN, ".cache (dict)", "[key of class tuple] (Thing)"])

holder = Thing()
holder.slots = Slotted()
holder.slots.second = Thing()
holder.items = (Thing(),)
check("attribute and slot", why(holder.slots.second), ["module", MAIN, ".holder (Thing)", ".slots (Slotted)", ".second (Thing)"])
check("tuple", why(holder.items[0]), ["module", MAIN, ".holder (Thing)", ".items (tuple)", "item 0 (Thing)"])
check("__dict__", why(holder.__dict__), ["module", MAIN, ".holder (Thing)", ".__dict__ (dict)"])
check("attribute in __dict__", why(holder.items), ["module", MAIN, ".holder (Thing)", ".items (tuple)"])
check("class attribute", why(WithAttribute.attribute), ["module", MAIN, ".WithAttribute (type)", ".attribute (Thing)"])

closed = closure()
check("variable of an enclosing function", why(closed()), ["module", MAIN, ".closed (function)", "variable 'kept' that it has from outside (Thing)"])
suspended = generator()
check("suspended generator", why(next(suspended)), ["module", MAIN, ".suspended (generator)", "variable 'inside' of the suspended generator() (Thing)"])
function.note = Thing()
check("attribute of a function", why(function.note), ["module", MAIN, ".function (function)", ".note (Thing)"])
partial = functools.partial(print, Thing())
check("member of a native type", why(partial.args[0]), ["module", MAIN, ".partial (functools.partial)", ".args (tuple)", "item 0 (Thing)"])
numbers = {Thing()}
check("set", why(next(iter(numbers))), ["module", MAIN, ".numbers (set)", "an element (Thing)"])
row = collections.deque([Thing()])
check("deque", why(row[0]), ["module", MAIN, ".row (collections.deque)", "what its C++ part holds (Thing)"])
check("module", why(threading), ["module", "sys.modules['threading']"])


def outer():
    mine = Thing()
    check("variable of a calling function", why(mine), ["frame", where("mine", "outer()", line())])


def no_short_cut():
    here = outer  # its globals lead to every global variable
    check("a global variable is no variable of a function's globals", why(row), ["module", MAIN, ".row (collections.deque)"])
    return here


def caller_only():
    x = Thing()
    path, at = ask(x), line()
    check("only the caller", path[:3], ["nothing", [], [where("x", "caller_only()", at)]])
    check("in words", path[3], "nothing keeps it alive but this call and its caller\nthe caller holds it: " + where("x", "caller_only()", at))
    several = [x]
    path, at = ask(x), line()
    check("a list of the caller", path[:2], ["caller", [where("several", "caller_only()", at) + " (list)", "item 0 (Thing)"]])
    check("its variable, too", path[3].split("\n")[1:], ["the caller holds it, too: " + where("x", "caller_only()", at)])
    del several


def cell_only():
    x = Thing()
    path, at = ask(x), line()
    check("a variable in a cell", path[2], [where("x", "cell_only()", at)])
    return lambda: x


def nothing():
    check("nothing", ask(Thing())[:3], ["nothing", [], []])


def cycle():
    a, b = Thing(), Thing()
    a.other, b.items = b, [a]
    ref = weakref.ref(a)
    del a, b
    path = ask(ref())
    check("cycle", path[:2], ["cycle", ["the object itself (Thing)", ".other (Thing)", ".items (list)", "item 0 (Thing)"]])
    check("cycle in words", path[3].split("\n")[1], "nothing but a cycle keeps it alive: a collection will end it once the caller has dropped it")


def accumulate(accumulated, item):
    if accumulated:
        # Between two calls reduce() holds the result of the first one: a reference in C++.
        check("C++ code", ask(accumulated)[:2], ["native", ["C++ code, which holds 1 reference (Thing)"]])
    return Thing()


def immortal():
    x = make_immortal([Thing()])
    ref = weakref.ref(x[0])
    del x
    check("held by an immortal list", why(ref()), ["immortal", "an immortal object (list)", "item 0 (Thing)"])
    check("an immortal object", ask(make_immortal([]))[3], "an immortal object (list)\nit is immortal: never counted, never freed")


def values_of_a_thread():
    local = threading.local()
    local.value = Thing()
    check("threading.local", why(local.value), ["frame", where("local", "values_of_a_thread()", line()) + " (_thread._local)", "what its C++ part holds (dict)",
                                                "['value'] (Thing)"])


def refused(x):
    try:
        refscope.why_alive(x)
    except ValueError as e:
        return str(e)


outer()
no_short_cut()
caller_only()
cell_only()
nothing()
cycle()
functools.reduce(accumulate, iter([1, 2]), None)
immortal()
values_of_a_thread()
check("an int", refscope and refused(7), "this int is no object: it lies in the 64-bit word itself")

# expect: list in a dict True
# expect: int key True
# expect: key with a quote True
# expect: another key True
# expect: attribute and slot True
# expect: tuple True
# expect: __dict__ True
# expect: attribute in __dict__ True
# expect: class attribute True
# expect: variable of an enclosing function True
# expect: suspended generator True
# expect: attribute of a function True
# expect: member of a native type True
# expect: set True
# expect: deque True
# expect: module True
# expect: variable of a calling function True
# expect: a global variable is no variable of a function's globals True
# expect: only the caller True
# expect: in words True
# expect: a list of the caller True
# expect: its variable, too True
# expect: a variable in a cell True
# expect: nothing True
# expect: cycle True
# expect: cycle in words True
# expect: C++ code True
# expect: held by an immortal list True
# expect: an immortal object True
# expect: threading.local True
# expect: an int True
