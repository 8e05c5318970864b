# Parts of functions, numbers, files, paths and states of threads, as C code asks for them.
import os
import pathlib
import subprocess
import sys
import tempfile
import parts as c

print(c.clocks())


def sample(a, b=[1], *, k: int = 2):
    return a, b, k, closed


closed = 0


def outer(x):
    def inner(y=1): return x, y
    return inner


print(c.parts(sample)[:2], c.parts(sample)[3:], c.parts(outer(5))[2][0].cell_contents)
c.set_parts(sample, (10, 20), {"k": 30})
print(sample(), sample.__defaults__, sample.__kwdefaults__)
for bad in ([], 1):
    try:
        c.set_parts(sample, bad, {})
    except SystemError:
        print("SystemError")
made = c.make(sample.__code__, {"closed": "other"}, "new.name")
print(made.__qualname__, made.__name__, made(1, 2, k=3))
print(c.evaluate((lambda a, named: (a, named)).__code__, {}, (1,)), c.evaluate((lambda a, named: (a, named)).__code__, {}, (1,), "by name"))
print(c.evaluate(outer(7).__code__, {}, (8,), None, outer(7).__closure__))
print(c.numbers(1.5, 1 + 2j, 3 - 4j), c.numbers(65504.0, 1j, 2j)[0])
try:
    c.numbers(1e6, 0j, 1j)
except OverflowError as e:
    print(e)
with tempfile.TemporaryDirectory() as folder:
    print(c.through_file(os.path.join(folder, "data"), (1, "text", [None, 2.5])))
    source = os.path.join(folder, "source.py")
    with open(source, "w") as out:
        out.write("answer = 6 * 7\n")
    names = {}
    print(c.run_file(source, names), names["answer"])
    print(c.first_byte(source), c.first_byte(os.fsencode(source)), c.first_byte(pathlib.Path(source)))
    for bad in (os.path.join(folder, "none"), "a\0b", 5, folder):
        try:
            print(c.first_byte(bad))
        except (OSError, TypeError, ValueError) as e:
            print(type(e).__name__, getattr(e, "filename", None) == bad)
    names = {}
    c.run_text("def f(x: unknown): pass", names)
    print(names["f"].__annotations__)
    with open(source, "w") as out:
        out.write("first\nsecond line\n")
    try:
        c.place(source, 2, 3)
    except SyntaxError as e:
        print(e.msg, os.path.basename(e.filename), e.lineno, e.offset, repr(e.text.rstrip()))
print(c.locales())
given = c.arguments()
print(given == sys.orig_argv)
sys.orig_argv += ["more"] * 1000
print(given == c.arguments())
seen = []
print(c.in_thread(seen.append), seen, c.swap(), c.interpreter())
sys.stderr = sys.stdout
c.show(ValueError("shown"))
sys.stderr = sys.__stderr__
print(c.objects(property(), classmethod(int), str.__repr__, "self"))


class Number:
    def __complex__(self): return 1.5 + 2.5j
    def __index__(self): return 7
    def __ipow__(self, other): return "power", other


print(c.odd_arguments(Number(), Number()))
events = []
c.hear(events)
sys.audit("parts.yes", 1, "a")
try:
    sys.audit("parts.no")
except ValueError as e:
    print(e, events)
sys.stdout.flush()
program = "import atexit, parts; atexit.register(print, 'registered', flush=True); parts.end_with(); print('running', flush=True); "
for end in ("", "parts.leave()"):
    done = subprocess.run([sys.executable, "-c", program + end], capture_output=True, text=True)
    print(done.returncode, sorted(done.stdout.split()), done.stderr)

# expect: (1, 1, 1, 1.5)
# expect: (([1],), {'k': 2}) ('__main__', {'k': <class 'int'>}) 5
# expect: (10, 20, 30, 0) (10, 20) {'k': 30}
# expect: SystemError
# expect: SystemError
# expect: new.name sample (1, 2, 3, 'other')
# expect: (1, True) (1, 'by name')
# expect: (7, 8)
# expect: (b'\x00>', 1.5, (4-2j), (11+2j), (-2+4j), (-0.2+0.4j), 1) b'\xff{'
# expect: float too large to pack with e format
# expect: (-123456, (1, 'text', [None, 2.5]), 77)
# expect: None 42
# expect: (97, 0, 0) (97, 0, 0) (97, 0, 0)
# expect: FileNotFoundError True
# expect: ValueError False
# expect: TypeError False
# expect: (-1, 0, 0)
# expect: {'x': 'unknown'}
# expect: bad text source.py 2 3 'second line'
# expect: (3, b'a\xc3\xa4\xff', 1, 2)
# expect: True
# expect: True
# expect: (1, 1, 1) [0, 1, 2] (1, 1, 1) (1, True, 1)
# expect: ValueError: shown
# expect: (1, 0, "'self'", 1, 64)
# expect: (5, 1.5, 2.5, ('power', 2))
# expect: not allowed [(1, 'a'), ()]
# expect: 0 ['at', 'end', 'last', 'registered', 'running', 'the', 'the'] 
# expect: 3 ['at', 'end', 'last', 'registered', 'running', 'the', 'the'] 
