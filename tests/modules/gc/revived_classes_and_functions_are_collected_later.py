"""What a finalizer revives works as before, also if it is a class, a function or a module; when it is garbage again, it goes."""

import gc
import types
import weakref

saved = []
refs = []


def make(what):
    class Temporary:
        def hello(self):
            return "hello"

        def __del__(self):
            saved.append(getattr(self, what))

    space = {}
    exec("def function(): return other()\ndef other(): return 'called'", space)
    temporary = Temporary()
    temporary.me = temporary
    temporary.cls, temporary.function, temporary.module = Temporary, space["function"], types.ModuleType("made")
    temporary.module.limit = 5
    refs[:] = (weakref.ref(what, lambda ref: None) for what in (Temporary, space["function"], temporary.module))


use = {
    "cls": lambda cls: (cls.__name__, cls.hello(None)),
    "function": lambda function: function(),
    "module": lambda module: (module.__name__, module.limit),
    "me": lambda me: (me.hello(), type(me).__name__, me.function(), me.module.limit),
}
gc.disable()
for what in use:
    make(what)
    gc.collect()
    # All are cleared before the finalizer runs, because they have a callback.
    print(what, [ref() for ref in refs], len(saved), use[what](saved[0]))
    again = weakref.ref(saved[0])
    gc.collect()
    print(use[what](saved[0]), again() is saved[0])
    saved.clear()
    gc.collect()
    print(again(), len(saved))

# expect: cls [None, None, None] 1 ('Temporary', 'hello')
# expect: ('Temporary', 'hello') True
# expect: None 0
# expect: function [None, None, None] 1 called
# expect: called True
# expect: None 0
# expect: module [None, None, None] 1 ('made', 5)
# expect: ('made', 5) True
# expect: None 0
# expect: me [None, None, None] 1 ('hello', 'Temporary', 'called', 5)
# expect: ('hello', 'Temporary', 'called', 5) True
# expect: None 0
