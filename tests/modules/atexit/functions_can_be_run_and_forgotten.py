import atexit


def note(*arguments, **options):
    called.append((arguments, options))


def failing():
    raise ValueError("while it ends")


called = []
before = atexit._ncallbacks()
print(atexit.register(note, 1, x=2) is note, atexit.register(note) is note, atexit._ncallbacks() - before)
atexit._run_exitfuncs()
print(called, atexit._ncallbacks())
atexit.register(note, "kept")
atexit.register(note, "forgotten")
atexit.register(failing)
print(atexit.unregister(failing), atexit.unregister(len), atexit._clear(), atexit._ncallbacks())
called.clear()
atexit._run_exitfuncs()
print(called)


class Equal:
    def __eq__(self, other):
        return True

    def __call__(self):
        print("never")


atexit.register(Equal())
print(atexit.unregister(note))
for wrong in (lambda: atexit.register(5), lambda: atexit.register(), lambda: atexit._clear(1), lambda: atexit._ncallbacks(1)):
    try:
        wrong()
    except TypeError as error:
        print(type(error).__name__)

# expect: True True 2
# expect: [((), {}), ((1,), {'x': 2})] 0
# expect: None None None 0
# expect: []
# expect: None
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
