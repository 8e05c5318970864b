"""Notes lie among an exception's attributes: there are none before the first."""

import copy
import pickle

error = ValueError("text")
print("__notes__" in dir(error), hasattr(error, "__notes__"), error.__dict__)
for name in dir(error):
    getattr(error, name)
error.add_note("first")
error.add_note("second")
print("__notes__" in dir(error), error.__dict__, vars(error)["__notes__"] is error.__notes__)
for again in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
    print(repr(again), again.__notes__, again.__notes__ is error.__notes__)
del error.__notes__
print(error.__dict__)
error.__dict__["__notes__"] = ["from the dict"]
error.add_note("added")
print(error.__notes__)
error.__notes__ = "no list"
try:
    error.add_note("more")
except TypeError as problem:
    print(problem)


class Slotted(Exception):
    __slots__ = ()

    def __getattr__(self, name):
        print("asked for", name)
        raise AttributeError(name)

    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)


slotted = Slotted()
slotted.add_note("note")
slotted.add_note("another")
print(slotted.__notes__)

group = ExceptionGroup("group", [ValueError(1), TypeError(2)])
group.add_note("of the group")
matching, rest = group.split(ValueError)
print(matching.__notes__, rest.__notes__, matching.__notes__ is rest.__notes__)

# expect: False False {}
# expect: True {'__notes__': ['first', 'second']} True
# expect: ValueError('text') ['first', 'second'] True
# expect: ValueError('text') ['first', 'second'] False
# expect: ValueError('text') ['first', 'second'] False
# expect: {}
# expect: ['from the dict', 'added']
# expect: Cannot add note: __notes__ is not a list
# expect: asked for __notes__
# expect: set __notes__ []
# expect: ['note', 'another']
# expect: ['of the group'] ['of the group'] False
