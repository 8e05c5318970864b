# Trace functions do not see hooks, unless these ask for it. Texts that are compiled and code that is looked at are events.
import sys

seen = []


class Hook:
    closed = False

    def __call__(self, event, args):
        if not self.closed and event in ("compile", "exec", "object.__getattr__", "object.__setattr__"):
            seen.append((event, args[0] if event == "compile" else args[1:2] and args[1]))


def trace(frame, event, arg):
    if frame.f_code is body:
        traced.append((event, frame.f_locals["event"]))


traced, body = [], Hook.__call__.__code__
hook = Hook()
sys.addaudithook(hook)


def of_hook(names):
    return [name for name in names if name[1] in ("compile", "exec")]


for wish in (None, False, True, 0, 1, [], "yes"):
    traced.clear()
    if wish is not None:
        hook.__cantrace__ = wish
    sys.settrace(trace)
    eval("1")
    sys.settrace(None)
    print(wish, of_hook(traced))
hook.__cantrace__ = False


class Failing:
    @property
    def __cantrace__(self):
        if Hook.closed:
            return False
        raise ValueError("cannot say")

    def __call__(self, event, args):
        pass


def f():
    pass


def f_code_of():
    return sys._getframe().f_code


for work in (lambda: eval(" 1 + 1"), lambda: exec("x = 'é'"), lambda: compile(b"2", "f", "eval"), lambda: setattr(f, "__code__", f_code_of.__code__), f_code_of):
    seen.clear()
    work()
    print(seen)
sys.addaudithook(Failing())
try:
    eval("1")
except ValueError as e:
    print(e)
Hook.closed = True
print(eval("1"))

# expect: None []
# expect: False []
# expect: True [('call', 'compile'), ('call', 'exec')]
# expect: 0 []
# expect: 1 [('call', 'compile'), ('call', 'exec')]
# expect: [] []
# expect: yes [('call', 'compile'), ('call', 'exec')]
# expect: [('compile', b'1 + 1'), ('exec', ())]
# expect: [('compile', b"x = '\xc3\xa9'"), ('exec', ())]
# expect: [('compile', b'2')]
# expect: [('object.__getattr__', '__code__'), ('object.__setattr__', '__code__')]
# expect: [('object.__getattr__', 'f_code')]
# expect: cannot say
# expect: 1
