# Who follows weak references to what other threads use locks nothing and counts nothing that they see.
import threading
import weakref

try:
    from refscope import accelerators, shared_writes
    told = all(accelerators().values())  # without them there are writes
except ImportError:  # no other interpreter tells
    told = False
if not told:
    shared_writes = lambda: (0, 0)


class Thing:
    def __init__(self, name):
        self.name = name


class Reference(weakref.ref):
    __slots__ = "key",


class Other(weakref.ref):
    def __call__(self):
        return "called"


def writes(operation):
    before = shared_writes()
    operation()
    return [after - b for b, after in zip(before, shared_writes())]


def writes_nothing(operation):
    """Once each object has been seen to be in common use. The moment may come at which a thread counts what it holds."""
    for _ in range(3000):
        operation()
    return min(writes(operation) for _ in range(20)) == [0, 0]


thing, gone = Thing("thing"), Thing("gone")
plain, own, other = weakref.ref(thing), Reference(thing), Other(thing)
to_class, to_function, dead = weakref.ref(Thing), weakref.ref(writes), weakref.ref(gone)
method = weakref.WeakMethod(thing.__init__)
del gone
values = weakref.WeakValueDictionary(thing=thing)
operations = {
    "instance": lambda: plain() is thing,
    "attribute of an instance": lambda: plain().name == "thing",
    "subclass": lambda: own() is thing,
    "class": lambda: to_class() is Thing,
    "function": lambda: to_function() is writes,
    "nothing": lambda: dead() is None,
    "called otherwise": lambda: other() == "called",
    "dictionary's": lambda: values.data["thing"]() is thing,
}


def body():
    for name, operation in operations.items():
        print(name, operation(), writes_nothing(operation))
    print(values["thing"].name, method() == thing.__init__)
    for arguments in ((1,), (None,)):
        try:
            plain(*arguments)
        except TypeError:
            print("no arguments")
    kept = plain()
    results.append(kept)


results = []
for _ in range(2):
    thread = threading.Thread(target=body)
    thread.start()
    thread.join()
del thing
values.clear()
print(results[0].name, plain() is results[1], own() is plain())
operations.clear()
method = None
results.clear()
print(plain(), own(), dead(), other())

# expect: instance True True
# expect: attribute of an instance True True
# expect: subclass True True
# expect: class True True
# expect: function True True
# expect: nothing True True
# expect: called otherwise True True
# expect: dictionary's True True
# expect: thing True
# expect: no arguments
# expect: no arguments
# expect: instance True True
# expect: attribute of an instance True True
# expect: subclass True True
# expect: class True True
# expect: function True True
# expect: nothing True True
# expect: called otherwise True True
# expect: dictionary's True True
# expect: thing True
# expect: no arguments
# expect: no arguments
# expect: thing True True
# expect: None None None called
