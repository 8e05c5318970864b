# What is called, its object or an argument may be in the local that the result is assigned to.
import operator
import os.path
from _tracked import Tracked, run, text


class Node(Tracked):
    def own(self, *args, **keywords):
        return self

    def __call__(self, x=None, *args, key=None):
        return x if key is None else key

    @classmethod
    def make(cls, x):
        return x

    @staticmethod
    def give(x):
        return x


class Made(Tracked):
    def __init__(self, other):
        super().__init__("made of " + repr(other))
        self.other = other


class New:
    def __new__(cls, x):
        return x


def first(x, y=None, *rest, key=None):
    return x


def changes(x):
    x = (x, x)
    x = x[0]
    return x


def generate(x):
    x = yield x
    return x


def function():
    x = Tracked("argument")
    x = first(x)
    x = changes(x)
    x = first(x, x, x, x, key=x)
    x = first(*[x, x])
    x = first(*(x,), **{"key": x})
    x = (lambda y: y)(x)
    return x


def callee():
    x = Node("callee")
    x = x(x)
    x = x(x, key=x)
    x = x(*[x])
    return x


def method():
    x = Node("object")
    x = x.own()
    x = x.own(x, x, key=x)
    x = x.own(*[x])
    x = x.make(x)
    x = x.give(x)
    x = Node.own(x)
    return x


def method_after_its_argument():
    x = Node("object")
    x = x.own(first(x), [x])
    return x


def constructor():
    x = Tracked("inner")
    x = Made(x)
    y = x
    x = New(x)
    y = y.other
    return x, y


def class_in_local():
    x = Made
    x = x(x.__name__)
    return x


def natives_of_one():
    x = [Tracked("item")]
    x = tuple(x)
    x = list(x)
    x = x.copy()
    x = iter(x)
    x = next(x)
    x = repr(x)
    x = x.strip()
    x = x.encode()
    x = x.decode()
    return x


def natives_of_two():
    x = [Tracked("item"), text(1)]
    x = operator.getitem(x, 1)
    x = x.split(x[4])
    x = x[0].join(x)
    x = x.startswith(x)
    return x


def natives_of_three():
    x = text(2)
    x = x.replace(x, x)
    x = x.replace("t", x)
    x = x.center(5, "*")
    x = x.partition("e")
    x = operator.concat(x, x)
    return x


def natives_of_many():
    x = text(3)
    x = "a b".rsplit(x, 1)
    x = sorted(x)
    x = sorted(x, key=None)
    x = str.join("/", x)
    x = os.path.join(x, x)
    x = int(text(4)[5], 10)
    return x


def natives_that_call():
    x = [Tracked("a"), Tracked("b")]
    x = sorted(x, key=lambda item: item.name)
    x = list(map(lambda item: (x, item)[1], x))
    x = max(x, key=lambda item: item.name)
    return x


def appended():
    x = []
    x.append(x)
    x = x[0]
    y = x.append(x)
    x = x.pop()
    x.clear()
    return x, y


def sent():
    x = generate(Tracked("yielded"))
    y = x
    x = next(x)
    try:
        x = y.send(x)
    except StopIteration as error:
        x = error.value
    return x


def delegated():
    def outer(x):
        x = yield from generate(x)
        x = yield x
        yield x
    x = outer(Tracked("sent"))
    y = x
    x = next(x)
    x = y.send(x)
    x = y.send(x)
    return x


run(function, callee, method, method_after_its_argument, constructor, class_in_local, natives_of_one, natives_of_two, natives_of_three,
    natives_of_many, natives_that_call, appended, sent, delegated)

# expect: function <argument>
# expect: callee <callee>
# expect: method <object>
# expect: method_after_its_argument <object>
# expect: constructor (<made of <inner>>, <inner>)
# expect: class_in_local <made of 'Made'>
# expect: natives_of_one '<item>'
# expect: natives_of_two True
# expect: natives_of_three ('t', 'e', 'xt 2 of its ownextext 2 of its own 2 of itext 2 of its owns own', 't', 'e', 'xt 2 of its ownextext 2 of its own 2 of itext 2 of its owns own')
# expect: natives_of_many 4
# expect: natives_that_call <b>
# expect: appended ([], None)
# expect: sent <yielded>
# expect: delegated <sent>
# expect: the same in threads True
# expect: left 0
