# min-version: 3.15
# References without a callback are shared. One that only garbage holds is cleared with the garbage, so nobody gets to
# share it who lives on: not a callback of that collection, and not through the lists of an object's references.
import gc
import weakref


class Living:
    def name(self):
        return "living"


class Sub(weakref.ref):
    pass


class Cycle:
    def __init__(self, *held):
        self.me, self.held = self, held


class Asks(Cycle):
    def __del__(self):
        ask("finalizer")


class Keeps(Cycle):
    def __del__(self):
        kept.extend(weakref.getweakrefs(living))


def references():
    return weakref.ref(living), weakref.proxy(living), Sub(living), weakref.ref(living, called.append)


def ask(who):
    asked.append(who)
    made.extend([weakref.ref(living), weakref.proxy(living), living.__weakref__, *weakref.getweakrefs(living)])


def names(references):
    return {(r() if isinstance(r, weakref.ref) else r).name() for r in references}


living, asked, made, called, kept = Living(), [], [], [], []
gc.disable()
for kind in Cycle, Asks:
    cycle = kind(*references())
    watch = weakref.ref(cycle, lambda _: ask("callback"))
    del cycle
    gc.collect()
    print(asked, names(made), called)
    asked.clear(), made.clear()

# What a finalizer has kept lives on with its referent, and is called back when that dies.
Keeps(*references())
gc.collect()
print(len(kept), names(kept), called)
del living
print(len(called))

# expect: ['callback'] {'living'} []
# expect: ['callback', 'finalizer'] {'living'} []
# expect: 4 {'living'} []
# expect: 1
