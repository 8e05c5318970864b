"""A finalizer shows its class, its function and its module to another thread for a moment only. What that thread has got hold of lives on."""

import gc
import threading
import types

shown, taken, finish = threading.Event(), threading.Event(), threading.Event()
box = []


def in_a_register(out):
    shown.wait()
    cls, function, module = box[0]
    taken.set()
    while not finish.is_set():
        pass
    junk = [type("Junk%d" % i, (), {"a": i}) for i in range(200)]
    out.append((cls.__name__, cls().hello(), function(), module.limit, junk[7].a))


def keeper():
    cls, function, module = box[0]
    yield
    yield cls.__name__, cls().hello(), function(), module.limit


def in_a_generator(out):
    shown.wait()
    generator = keeper()
    next(generator)
    taken.set()
    while not finish.is_set():
        pass
    junk = [type("Junk%d" % i, (), {"a": i}) for i in range(200)]
    out.append(next(generator) + (junk[7].a,))


def make():
    class Temporary:
        def hello(self):
            return "hello"

        def __del__(self):
            if self is not None and hasattr(self, "me"):
                box.append((type(self), self.function, self.module))
                shown.set()
                taken.wait()
                box.clear()

    space = {}
    exec("def function(): return 'called'", space)
    temporary = Temporary()
    temporary.me, temporary.function, temporary.module = temporary, space["function"], types.ModuleType("made")
    temporary.module.limit = 5


gc.disable()
for worker in in_a_register, in_a_generator:
    for event in shown, taken, finish:
        event.clear()
    out = []
    thread = threading.Thread(target=worker, args=(out,))
    thread.start()
    make()
    gc.collect()
    gc.collect()
    finish.set()
    thread.join()
    print(out)

# expect: [('Temporary', 'hello', 'called', 5, 7)]
# expect: [('Temporary', 'hello', 'called', 5, 7)]
