#!/usr/bin/env python3
"""Broken and hostile input: what the interpreter says and with which status it ends; it never crashes or hangs.

    bad_input_test.py --interp PATH [--interp PATH] [--only SUBSTR] [-j N]

The last line is "N passed, N failed". Each case runs the interpreter as a user would, in a fresh folder.
"""

import argparse
import multiprocessing
import os
import re
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import HANG_SECONDS, hear_interrupts, settle
from scripts import Interpreter

INTERRUPTED = (-signal.SIGINT, 128 + signal.SIGINT)
GIBIBYTE = 1 << 30
# Room for an interpreter that reserves its stacks; one allocation of a gibibyte on top must be refused.
MEMORY_LIMIT = GIBIBYTE
ROOM_TO_FILL = 64 << 20

CASES = {}


class Failure(Exception):
    pass


def case(function):
    CASES[function.__name__] = function
    return function


class Run:
    """One interpreter in one fresh folder."""

    def __init__(self, interpreter, folder):
        self.interpreter = interpreter
        self.folder = Path(folder)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def start(self, *args, variables=None, **options):
        env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        env.update(LC_ALL="C.UTF-8", NO_COLOR="1", PYTHONDONTWRITEBYTECODE="1")
        env.update(variables or {})
        settings = dict(stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        settings.update(options)
        return subprocess.Popen([self.interpreter, *args], cwd=self.folder, env=env, start_new_session=True, **settings)

    def finish(self, process, given=None):
        try:
            out, err = process.communicate(given, timeout=HANG_SECONDS)
        except subprocess.TimeoutExpired:
            raise Failure(f"still runs after {HANG_SECONDS} s") from None
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
        self.out = (out or b"").decode("utf-8", "backslashreplace")
        self.err = (err or b"").decode("utf-8", "backslashreplace")
        self.last = (self.err.rstrip("\n").split("\n") or [""])[-1]
        self.status = process.returncode

    def run(self, *args, given=None, **options):
        if given is not None:
            options["stdin"] = subprocess.PIPE
        self.finish(self.start(*args, **options), given)
        return self

    def script(self, source, **options):
        return self.run(self.file("script.py", source), **options)

    def interrupt(self, source, times=1, **options):
        """Runs a script that prints "ready", then sends it the signal of Ctrl-C."""
        process = self.start(self.file("script.py", source), **options)
        if not select.select([process.stdout], [], [], HANG_SECONDS)[0] or os.read(process.stdout.fileno(), 6) != b"ready\n":
            self.finish(process)
            raise Failure(f"did not get ready: {self.last}")
        for _ in range(times):
            settle(process.pid)
            process.send_signal(signal.SIGINT)
        self.finish(process)
        return self

    def expect(self, status=None, last=None, out=None, err=None):
        """`last` and `err` are patterns, for the whole last line of stderr and for a part of stderr."""
        allowed = status if isinstance(status, tuple) else (status,)
        if status is not None and self.status not in allowed:
            raise Failure(f"status {self.status}, expected {status}; stderr ends: {self.last!r}")
        if last is not None and not re.fullmatch(last, self.last):
            raise Failure(f"last line {self.last[:200]!r}, expected {last!r}")
        if out is not None and self.out != out:
            raise Failure(f"printed {self.out[:200]!r}, expected {out!r}")
        if err is not None and not re.search(err, self.err):
            raise Failure(f"stderr {self.err[-300:]!r} lacks {err!r}")


# --- files that are no programs ---------------------------------------------------------------

@case
def syntax_error_names_file_line_and_place(run):
    run.script("x = 1\ny = (2 +\n").expect(1, r"SyntaxError: '\(' was never closed", "", r'File ".*script\.py", line 2\n    y = \(2 \+\n        \^')


@case
def syntax_error_runs_nothing(run):
    run.script("print('never')\nx = = 2\n").expect(1, "SyntaxError: invalid syntax", "")


@case
def indentation_error(run):
    run.script("if 1:\nprint(1)\n").expect(1, "IndentationError: expected an indented block after 'if' statement on line 1")


@case
def missing_file(run):
    run.run("nowhere.py").expect(2, r".*can't open file '.*nowhere\.py': \[Errno 2\] No such file or directory", "")


@case
def directory_without_main(run):
    (run.folder / "folder").mkdir()
    run.run("folder").expect(1, r".*can't find '__main__' module in '.*folder'", "")


@case
def directory_with_main_runs(run):
    (run.folder / "folder").mkdir()
    run.file("folder/__main__.py", "import helper\nprint(__name__, helper.x)\n")
    run.file("folder/helper.py", "x = 5\n")
    run.run("folder").expect(0, "", "__main__ 5\n")


@case
def unreadable_file(run):
    run.file("script.py", "print(1)\n")
    os.chmod(run.folder / "script.py", 0)
    if os.geteuid() == 0:
        return
    run.run("script.py").expect(2, r".*can't open file '.*script\.py': \[Errno 13\] Permission denied")


@case
def binary_file(run):
    run.script(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8).expect(1, "(SyntaxError|ValueError): .+", "")


@case
def null_byte_in_source(run):
    run.script(b"x = 1\nprint(x)\0\n").expect(1, "SyntaxError: source code cannot contain null bytes", "",
                                                    r'File ".*script\.py", line 2\n    print\(x\)\nSyntaxError')


@case
def invalid_utf8(run):
    run.script(b"x = 1\ns = '\xff\xfe'\n").expect(1, "SyntaxError: .*(utf-8|UTF-8).*", "")


@case
def unknown_encoding_cookie(run):
    run.script("# coding: no-such-encoding\nprint(1)\n").expect(1, "SyntaxError: (unknown encoding|encoding problem): no-such-encoding.*", "")


@case
def latin1_cookie_is_honoured(run):
    run.script(b"# -*- coding: latin-1 -*-\nprint(ascii('\xe9'))\n").expect(0, "", "'\\xe9'\n")


@case
def empty_file(run):
    run.script("").expect(0, "", "")


@case
def only_a_comment_without_newline(run):
    run.script("# nothing").expect(0, "", "")


@case
def byte_order_mark_and_windows_lines(run):
    run.script(b"\xef\xbb\xbfx = '''a\r\nb'''\r\nif x:\r\n    print(repr(x))\r\n").expect(0, "", "'a\\nb'\n")


@case
def script_from_standard_input(run):
    run.run("-", given=b"print('from stdin')\n1/0\n").expect(1, "ZeroDivisionError: .*", "from stdin\n")


@case
def command_line_program(run):
    run.run("-c", "import sys; print(sys.argv); sys.exit(3)", "a", "b").expect(3, "", "['-c', 'a', 'b']\n")


@case
def arguments_reach_the_script(run):
    run.run(run.file("script.py", "import sys; print(sys.argv)"), "--flag", "-x", "").expect(0, "", "['script.py', '--flag', '-x', '']\n")


# --- depth and size ---------------------------------------------------------------------------

@case
def accelerators_that_there_are_not(run):
    """What is to be turned off has a name. Without the environment (-E, -I) a wrong variable is none."""
    known = r"there are: lending, .*, pacing, all; and passes of the compiler: threaded_jumps .* folding"
    for names in ("nothing", "lending,nothing", "lending,", "Lending"):
        run.run("-X", "without=" + names, "-c", "print(1)").expect(2, f"-X without: no such accelerators: '{names}'; {known}", "")
        run.run("-c", "print(1)", variables={"TINYPY_WITHOUT": names}).expect(2, f"TINYPY_WITHOUT: no such accelerators: '{names}'; {known}", "")
        run.run("-I", "-c", "print(1)", variables={"TINYPY_WITHOUT": names}).expect(0, out="1\n")
    run.run("-X", "without", "-c", "print(1)").expect(2, f"-X without: no such accelerators: ''; {known}", "")
    run.run("-X", "without=folding,pacing,threaded_jumps", "-c", "print(1 + 2)").expect(0, out="3\n")
    run.run("-X", "without=all", "-c", "print(1)", variables={"TINYPY_WITHOUT": "backoff,pacing"}).expect(0, out="1\n")


@case
def hundred_thousand_nested_parentheses(run):
    run.script("x = " + "(" * 100_000 + ")" * 100_000 + "\n").expect(1, "(SyntaxError: too many nested parentheses|RecursionError|MemoryError).*")


@case
def hundred_thousand_nested_parentheses_through_eval(run):
    run.script("try:\n    eval('(' * 100000 + ')' * 100000)\nexcept (SyntaxError, RecursionError, MemoryError):\n    print('refused')\n").expect(0, "", "refused\n")


@case
def deeply_nested_unary_operators(run):
    run.script("try:\n    eval('-' * 100000 + '1')\n    eval('not ' * 100000 + '1')\nexcept (SyntaxError, RecursionError, MemoryError):\n    pass\nprint('alive')\n").expect(0, "", "alive\n")


@case
def deeply_nested_blocks(run):
    source = "".join(" " * i + "if 1:\n" for i in range(150)) + " " * 150 + "pass\n"
    run.script(source).expect(1, "(IndentationError: too many levels of indentation|SyntaxError: too many statically nested blocks)")


@case
def very_long_line(run):
    run.script("x = [" + "1," * 200_000 + "]\nprint(len(x))\n").expect(0, "", "200000\n")


@case
def very_many_statements(run):
    run.script("x = 0\n" + "x += 1\n" * 50_000 + "print(x)\n").expect(0, "", "50000\n")


@case
def endless_recursion(run):
    run.script("def f():\n    return f() + 1\nf()\n").expect(1, "RecursionError: maximum recursion depth exceeded.*")


@case
def endless_recursion_through_repr(run):
    run.script("class C:\n    def __repr__(self):\n        return repr([self])\nrepr(C())\n").expect(1, "RecursionError: maximum recursion depth exceeded.*")


@case
def endless_recursion_through_eq(run):
    run.script("class C:\n    def __eq__(self, other):\n        return [self] == [other]\nC() == C()\n").expect(1, "RecursionError: maximum recursion depth exceeded.*")


@case
def endless_recursion_through_a_sort_key(run):
    run.script("def key(x):\n    return sorted([1, 2], key=key)\nkey(1)\n").expect(1, "RecursionError: maximum recursion depth exceeded.*")


@case
def endless_recursion_through_getattr(run):
    run.script("class C:\n    def __getattr__(self, name):\n        return getattr(self, name + 'x')\nC().a\n").expect(1, "RecursionError: maximum recursion depth exceeded.*")


@case
def endless_recursion_through_a_property_and_call(run):
    run.script("class C:\n    @property\n    def p(self):\n        return self()\n    def __call__(self):\n        return self.p\nC().p\n").expect(1, "RecursionError: maximum recursion depth exceeded.*")


@case
def repr_of_a_deep_list(run):
    run.script("x = []\nfor _ in range(100000):\n    x = [x]\ntry:\n    repr(x)\nexcept RecursionError:\n    print('refused')\n").expect(0, "", "refused\n")


@case
def comparing_deep_lists(run):
    run.script("a = b = None\nfor _ in range(100000):\n    a, b = [a], [b]\ntry:\n    a == b\nexcept RecursionError:\n    print('refused')\n").expect(0, "", "refused\n")


@case
def hash_of_a_deep_tuple(run):
    run.script("x = y = ()\nfor _ in range(300000):\n    x, y = (x,), slice(y)\nfor v in (x, y):\n    try:\n        hash(v)\n    except RecursionError:\n"
               "        print('refused')\n").expect(0, "", "refused\nrefused\n")


@case
def descriptors_of_themselves(run):
    run.script("for make, names in ((property, ['__isabstractmethod__', '__name__']), (staticmethod, ['__isabstractmethod__', '__annotations__']), "
               "(classmethod, ['__isabstractmethod__', '__annotations__'])):\n    d = make(len)\n    d.__init__(d)\n    for name in names:\n        try:\n"
               "            getattr(d, name)\n        except RecursionError:\n            print('refused')\n"
               "class C:\n    pass\nC.__get__ = C.x = C()\ntry:\n    C().x\nexcept RecursionError:\n    print('refused')\n").expect(0, "", "refused\n" * 7)


@case
def attributes_of_deep_methods(run):
    run.script("import types\nm, a = len, int\nfor _ in range(200000):\n    m, a = types.MethodType(m, 1), types.GenericAlias(a, ())\nfor get in lambda: m.__name__, lambda: a.foo:\n"
               "    try:\n        get()\n    except RecursionError:\n        print('refused')\n").expect(0, "", "refused\nrefused\n")


@case
def merging_deep_proxies(run):
    run.script("import types\np = {}\nfor _ in range(200000):\n    p = types.MappingProxyType(p)\ntry:\n    p | {}\nexcept RecursionError:\n    print('refused')\n").expect(0, "", "refused\n")


@case
def a_class_that_is_its_own_new(run):
    run.script("class C:\n    pass\nC.__new__ = C\ntry:\n    C(1)\nexcept RecursionError:\n    print('refused')\n").expect(0, "", "refused\n")


@case
def chains_of_iterators(run):
    run.script("import itertools as i, functools\n"
               "links = [lambda x: map(abs, x), lambda x: filter(None, x), zip, i.zip_longest, i.chain, lambda x: i.chain((), x), enumerate, i.pairwise, i.cycle, i.groupby,\n"
               "         lambda x: i.islice(x, 9), i.accumulate, lambda x: i.starmap(min, x), lambda x: i.takewhile(bool, x), lambda x: i.dropwhile(bool, x),\n"
               "         lambda x: i.compress(x, i.repeat(1)), lambda x: i.filterfalse(None, x)]\nfor link in links:\n    x = [1]\n    for _ in range(1000000):\n        x = link(x)\n"
               "    try:\n        next(x)\n    except RecursionError:\n        print('refused')\n    del x\n").expect(0, "", "refused\n" * 17)


@case
def syntax_tree_that_contains_itself_and_much_beside(run):
    source = ("import ast\ntree = ast.parse('a = [b, c, d, e, f, g]\\n' * 100 + 'if a: pass')\ntree.body[-1].body = tree.body\n"
              "try:\n    compile(tree, 'tree', 'exec')\nexcept RecursionError:\n    print('refused')\n")
    run.script(source, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY_LIMIT, 2 * MEMORY_LIMIT)))
    run.expect(0, "", "refused\n")


@case
def syntax_tree_of_very_many_nested_functions(run):
    source = ("import ast\nnode = ast.Constant(1, lineno=1, col_offset=0)\nargs = ast.arguments([], [], None, [], [], None, [])\nfor _ in range(50000):\n"
              "    node = ast.Lambda(args, node, lineno=1, col_offset=0)\ntry:\n    compile(ast.Expression(node), 'tree', 'eval')\n"
              "except RecursionError:\n    print('refused')\n")
    run.script(source, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY_LIMIT, 2 * MEMORY_LIMIT)))
    run.expect(0, "", "refused\n")


@case
def freeing_deep_structures(run):
    run.script("class N:\n    pass\nhead = None\nfor _ in range(300000):\n    n = N()\n    n.next = head\n    head = n\nx = ()\nfor _ in range(300000):\n"
               "    x = (x,)\nd = {}\nfor _ in range(300000):\n    d = {0: d}\ndel head, x, d, n\nprint('freed')\n").expect(0, "", "freed\n")


@case
def gibibyte_under_a_memory_limit(run):
    source = f"try:\n    x = bytearray({GIBIBYTE})\nexcept MemoryError:\n    print('caught')\nbytearray({GIBIBYTE})\n"
    run.script(source, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT)))
    run.expect(1, "MemoryError", "caught\n")


@case
def growing_without_end_under_a_memory_limit(run):
    source = "x = []\ntry:\n    while True:\n        x.append(bytearray(1 << 24))\nexcept MemoryError:\n    x = None\n    print('caught')\n"
    run.script(source, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT)))
    run.expect(0, "", "caught\n")


# What fills memory, in every way that ends in another part of the runtime. Each is called with a list that keeps what it makes.
FILLERS = """
class Node:
    pass

def generator(kept):
    yield kept

def raise_deeply(depth):
    if depth:
        raise_deeply(depth - 1)
    raise ValueError(depth)

def integers(kept):
    kept.append(len(kept) + 10**10)

def dicts(kept):
    kept.append({'kept': kept, len(kept): 3})

def growing_dict(kept):
    if not kept:
        kept.append({})
    kept[0][len(kept[0])] = [kept]

def nodes(kept):
    node = Node()
    node.itself = node
    setattr(node, 'name%d' % (len(kept) % 1000), kept)
    kept.append(node)

def garbage(kept):
    node = Node()
    node.itself = [node]
    if len(kept) % 2:
        kept.append(node)
    else:
        kept.append(0)

def functions(kept):
    kept.append(lambda x=kept: (x, kept))

def generators(kept):
    kept.append(generator(kept))
    next(kept[-1])

def classes(kept):
    kept.append(type('N%d' % len(kept), (Node,), {'method': lambda self: 1, 'kept': kept}))

def exceptions(kept):
    try:
        raise_deeply(5)
    except ValueError as error:
        kept.append(error)

def programs(kept):
    kept.append(compile('def f(a, b):\\n return [a for a in range(b)]\\n' * 20, 'program', 'exec'))

def weak_references(kept):
    node = Node()
    kept.append((node, weakref.ref(node, callback)))

def callback(reference):
    called.append(reference)

called = []
"""


def memory_fills_up(run, filler, threads):
    """Whatever meets the end of memory raises MemoryError, also where nothing is left for the collector to find the garbage with."""
    run.script(f"""import gc, resource, threading, weakref
{FILLERS}
def fill():
    for _ in range(2):
        kept = []
        try:
            while True:
                {filler}(kept)
        except MemoryError:
            del kept

threads = [threading.Thread(target=fill) for _ in range({threads})]
for thread in threads:
    thread.start()
pages = int(open('/proc/self/statm').read().split()[0])
limit = pages * resource.getpagesize() + {ROOM_TO_FILL}
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
fill()
for thread in threads:
    thread.join()
gc.collect()
print(len([Node() for _ in range(1000)]))
""").expect((0, 1), "(MemoryError|Exception (in threading.excepthook|ignored in .*):.*)?")  # there may be no memory for the traceback of a thread
    if run.status == 0 and run.out != "1000\n":
        raise Failure(f"printed {run.out!r}")


for _filler in re.findall(r"(?m)^def (\w+)\(kept\)", FILLERS.split("def integers")[1]) + ["integers"]:
    for _threads in (0, 2):
        def _fill(run, filler=_filler, threads=_threads):
            memory_fills_up(run, filler, threads)
        _fill.__name__ = f"memory_fills_up_with_{_filler}_of_{_threads + 1}_threads"
        case(_fill)


FULL_MEMORY = """
import resource
def fill_memory():
    pages = int(open('/proc/self/statm').read().split()[0])
    limit = pages * resource.getpagesize() + (4 << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    kept = []
    try:
        while True:
            kept.append(bytearray(100000))
    except MemoryError:
        return kept
"""


@case
def deep_recursion_with_full_memory(run):
    """The main thread's stack cannot grow any more."""
    run.script(f"""{FULL_MEMORY}
deep = []
for _ in range(100000):
    deep = [deep]
kept = fill_memory()
try:
    repr(deep)
except (RecursionError, MemoryError):
    print('refused')
""").expect(0, "", "refused\n")


def with_stack(run, source, size):
    """Sanitizers make frames larger, and need a stack themselves."""
    program = Interpreter(run.interpreter, (), False)
    if program.has_sanitizer("asan") or program.has_sanitizer("tsan"):
        size *= 16
    return run.script(source, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_STACK, (size, size)))


@case
def deep_sources_on_a_small_stack(run):
    """Parser, walks over trees and the writers of code find the end of the stack."""
    with_stack(run, """
import ast, marshal, symtable
forms = {
    "parentheses": lambda n: "(" * n + "x" + ")" * n,
    "open parentheses": lambda n: "(" * n,
    "lists": lambda n: "[" * n + "]" * n,
    "targets": lambda n: "[" * n + "x" + "]" * n + " = 1",
    "items": lambda n: "x[" * n + "1" + "]" * n,
    "calls": lambda n: "x" + "()" * n,
    "keywords": lambda n: "f(a=" * n + "1" + ")" * n,
    "minus": lambda n: "-" * n + "x",
    "not": lambda n: "not " * n + "1",
    "lambda": lambda n: "lambda: " * n + "x",
    "sums": lambda n: "+".join("x" * n),
    "powers": lambda n: "**".join("2" * n),
    "choices": lambda n: "x if x else " * n + "1",
    "comprehensions": lambda n: "[x for x in " * n + "1" + "]" * n,
    "patterns": lambda n: "match x:\\n case " + "[" * n + "]" * n + ": pass",
    "blocks": lambda n: "".join(" " * i + "if x:\\n" for i in range(min(n, 99))) + " " * 99 + "pass",
    "two names": lambda n: "f(" * n + "a b" + ")" * n,
}
def tried(action, *args):
    try:
        return action(*args)
    except (SyntaxError, RecursionError, MemoryError) as e:
        return None
for form in forms.values():
    for n in (50, 190, 1000, 5900):
        text = form(n)
        code = tried(compile, text, "x", "exec")
        if code: tried(marshal.dumps, code)
        tried(compile, "from __future__ import annotations\\ndef f(x: " + text + "): pass", "x", "exec")
        tried(symtable.symtable, text, "x", "exec")
        if tree := tried(ast.parse, text):
            for use in (ast.unparse, repr, ast.dump, lambda tree: compile(tree, "x", "exec")):
                tried(use, tree)
print("done")
""", 128 << 10).expect(0, "", "done\n")


@case
def stack_that_is_too_small(run):
    with_stack(run, "print(1)", 64 << 10)
    if run.status != 0:  # a sanitizer has room enough
        run.expect(1, "Fatal error: the native stack is too small", "")


@case
def long_chains_of_elif(run):
    run.script("""
chain = " if x: pass\\n" + " elif x: pass\\n" * 100000
for text in "while x:\\n" + chain, "def f():\\n" + chain, "try: pass\\nfinally:\\n" + chain, "class C:\\n" + chain:
    compile(text, "x", "exec")
print("done")
""").expect(0, "", "done\n")


@case
def publishing_with_full_memory(run):
    """A thread stores a structure where others find it. The walk over the structure has no room for all that it meets."""
    run.script(f"""{FULL_MEMORY}
import threading, weakref
class Node:
    pass

threading.Thread(target=Node).start()

def store():
    wide = [[[i, str(i), [i]]] for i in range(600000)]
    node = Node()
    called = []
    wide.append((node, [weakref.ref(node, lambda r, called=called: called.append(1)) for _ in range(100)]))
    deep = []
    for i in range(600):
        deep = [[i, [i]] for _ in range(70)] + [deep]
    kept = fill_memory()
    threading.deep = deep
    threading.wide = wide

store()
deep, depth = threading.deep, 0
while deep:
    deep, depth = deep[-1], depth + 1
total = []
thread = threading.Thread(target=lambda: total.append(sum(x[0][2][0] for x in threading.wide[:-1])))
thread.start()
thread.join()
print(depth, total)
""").expect(0, "", f"600 [{sum(range(600000))}]\n")


@case
def impossible_sizes(run):
    source = ("for action in (lambda: 'a' * 10**18, lambda: [0] * 10**18, lambda: b'a' * 10**17, lambda: bytearray(10**17), lambda: 'ab' * 2**63,"
              " lambda: '{:>{}}'.format('x', 10**30)):\n    try:\n        action()\n    except (MemoryError, OverflowError, ValueError) as e:\n        print(type(e).__name__)\n")
    run.script(source).expect(0, "")


# --- results and copies that memory does not hold ---------------------------------------------

# Each is refused where `room` more bytes than the start needs are allowed: by MemoryError, or by what a CPython says of the size.
TOO_LARGE = {
    "fixed_point": "format(1.5, '.2000000000f')",
    "percent_format": "'%.2000000000f' % 1.5",
    "exponent_format": "format(1.5, '.2000000000e')",
    "grouped_zeros": "format(5, '02000000000,')",
    "digits_of_an_int": "'%.2000000000d' % 5",
    "complex_format": "format(1.5j, '.2000000000f')",
    "power_modulo": "pow(x := (1 << 400000000) - 1, 3, x - 2)",
    "product": "((1 << 1200000000) - 1) * ((1 << 1200000000) - 3)",
    "division": "divmod((1 << 1000000000) - 1, (1 << 500000000) - 3)",
    "square_root": "__import__('math').isqrt((1 << 1600000000) - 1)",
    "digits_of_a_large_int": "str((1 << 1000000000) - 1)",
    "int_of_digits": "int('9' * 100000000)",
    "decimal_fixed_point": "format(__import__('decimal').Decimal('1e399999999'), '.2f')",
    "decimal_percent": "format(__import__('decimal').Decimal('1e399999999'), '%')",
    "decimal_groups": "format(__import__('decimal').Decimal('1e399999999'), ',')",
    "decimal_precision": "__import__('decimal').Context(prec=999999999).logical_invert(0)",
    "decimal_text": "__import__('decimal').Decimal('1.' + '_5' * 80000000)",
    "source_of_bytes": "exec(b'#' * 100000000)",
    "source_of_text": "compile('#' * 100000000, 'f', 'exec')",
    "marshal_of_texts": "__import__('marshal').dumps(['x' * 60000000] * 5)",
    "strftime": "__import__('time').strftime('%A' * 5000000)",
    "date_format": "__import__('datetime').date(2020, 1, 1).strftime('%A' * 5000000)",
    "float_with_underscores": "float('1_' * 60000000 + '1')",
    "normal_form": "__import__('unicodedata').normalize('NFC', 'e' + '\\u0301' * 3000000)",
    "encoding_name": "'x'.encode('x' * 120000000)",
    "keyword_name": "int(**{'x' * 120000000: 1})",
    "path": "__import__('posixpath').normpath('a/' * 2000000)",
    "seed": "__import__('random').seed(1 << 40000000)",
    "distance": "__import__('math').hypot(*[1.0] * 6000000)",
}
ROOM_FOR_RESULT = 40 << 20


def is_too_large(run, expression):
    run.script(f"""import datetime, decimal, marshal, math, posixpath, random, resource, sys, time, unicodedata
sys.set_int_max_str_digits(0)
pages = int(open('/proc/self/statm').read().split()[0])
limit = pages * resource.getpagesize() + {ROOM_FOR_RESULT}
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    {expression}
    print('fits')
except (MemoryError, ValueError, LookupError, TypeError, SystemError) as e:
    print('refused')
print(len([[] for _ in range(1000)]))
""")
    run.expect(0, "")
    if run.out not in ("refused\n1000\n", "fits\n1000\n"):
        raise Failure(f"printed {run.out!r}")


for _name, _expression in TOO_LARGE.items():
    def _refused(run, expression=_expression):
        is_too_large(run, expression)
    _refused.__name__ = f"memory_does_not_hold_{_name}"
    case(_refused)


@case
def a_thread_without_memory_starts_or_says_so(run):
    run.script("""import resource, threading
limit = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize() + (40 << 20)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
threading.stack_size(1 << 20)
kept = []
room = 1 << 22
while room > 8:
    try:
        kept.append(bytearray(room))
    except MemoryError:
        room //= 2
outcomes = []
for kept_threads in range(40):
    try:
        thread = threading.Thread(target=len, args=("",))
        thread.start()
        thread.join()
    except (RuntimeError, MemoryError):
        pass
    if kept_threads % 4 == 3:
        del kept[-1]
kept.clear()
print('done')
""")
    run.expect(0, out="done\n")


# --- streams ----------------------------------------------------------------------------------

@case
def standard_output_closed_at_start(run):
    run.run("-c", "print('x'); import sys; sys.exit(4)", stdout=None, preexec_fn=lambda: os.close(1)).expect(4, "")


@case
def standard_input_closed_at_start(run):
    run.run("-c", "import sys; print(sys.stdin)", stdin=None, preexec_fn=lambda: os.close(0)).expect(0, "", "None\n")


@case
def reader_of_standard_output_went_away(run):
    read, write = os.pipe()
    os.close(read)
    try:
        run.script("print('x' * 100)\n", stdout=write).expect(120, "BrokenPipeError: .*")
    finally:
        os.close(write)


@case
def reader_went_away_in_the_middle(run):
    read, write = os.pipe()
    os.close(read)
    try:
        run.script("for i in range(100000):\n    print(i)\n", stdout=write).expect((1, 120), "BrokenPipeError: .*")
    finally:
        os.close(write)


@case
def a_buffered_file_is_detached_while_it_is_closed(run):
    run.script("import io\nclass W(io.BufferedWriter):\n    def flush(self):\n        if self.again:\n            self.again = False\n            self.detach()\n"
               "w = W(io.BytesIO())\nw.again = True\ntry:\n    w.close()\nexcept ValueError as e:\n    print(e)\n").expect(0, "", "raw stream has been detached\n")


@case
def disk_full(run):
    with open("/dev/full", "wb") as full:
        run.script("print('x')\n", stdout=full).expect(120, r"OSError: \[Errno 28\] No space left on device")


@case
def input_at_end_of_file(run):
    run.script("input('prompt ')\n").expect(1, "EOFError: EOF when reading a line", "prompt ")


@case
def output_of_a_failing_script_is_flushed(run):
    run.script("import sys\nprint('kept')\nsys.stdout.write('no newline')\nraise ValueError('v')\n").expect(1, "ValueError: v", "kept\nno newline")


# --- ends -------------------------------------------------------------------------------------

@case
def exit_statuses(run):
    for source, status in (("raise SystemExit(300)", 44), ("raise SystemExit(-1)", 255), ("raise SystemExit('text')", 1), ("raise SystemExit(None)", 0), ("import os; os._exit(9)", 9)):
        run.script(source).expect(status)


@case
def script_killed_by_its_own_signal(run):
    run.script("import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\nimport time\ntime.sleep(1000)\n").expect(-signal.SIGTERM)


@case
def error_in_del_at_exit(run):
    run.script("class C:\n    def __del__(self):\n        raise ValueError('late')\nkeep = C()\nprint('end')\n").expect(0, out="end\n", err="ValueError: late")


@case
def finalizers_wait_at_exit_for_what_daemon_threads_hold(run):
    for wait in ("lock.acquire()", "rlock.acquire()", "threading.Event().wait()", "daemon.join()", "queue.SimpleQueue().get()"):
        run.script(f"""
import queue, threading
elsewhere = dict(vars(threading), ready=threading.Event())  # the thread does not keep the main module
exec("def hold(lock, rlock):\\n with lock, rlock:\\n  ready.set()\\n  Event().wait()", elsewhere)
lock, rlock = threading.Lock(), threading.RLock()
daemon = threading.Thread(target=elsewhere["hold"], args=(lock, rlock), daemon=True)
class AtEnd:
    def __del__(self):
        print("before", flush=True)
        {wait}
        print("never")
at_end = AtEnd()
daemon.start()
elsewhere["ready"].wait()
print("end", flush=True)
""").expect(0, out="end\nbefore\n", err="PythonFinalizationError: (nobody can end this wait|cannot join thread at Python finalization)")


@case
def shared_memory_without_a_file_does_not_grow(run):
    run.script("""import mmap
m = mmap.mmap(-1, 4096)
m.resize(8192)
m[5000] = 1
""").expect(1, err="ValueError: mmap: can't expand a shared anonymous mapping on Linux")


# --- Ctrl-C -----------------------------------------------------------------------------------

@case
def interrupt_in_an_empty_loop(run):
    run.interrupt("print('ready', flush=True)\nwhile True:\n    pass\n").expect(INTERRUPTED, "KeyboardInterrupt")


@case
def interrupt_in_a_native_loop_that_calls_python(run):
    run.interrupt("print('ready', flush=True)\nmax(iter(lambda: 1, 0))\n").expect(INTERRUPTED, "KeyboardInterrupt")


@case
def interrupt_is_an_exception(run):
    run.interrupt("try:\n    print('ready', flush=True)\n    while True:\n        pass\nexcept KeyboardInterrupt:\n    print(' caught')\nfinally:\n    print('finally')\n").expect(0, "", " caught\nfinally\n")


@case
def interrupt_in_sleep(run):
    run.interrupt("import time\nprint('ready', flush=True)\ntime.sleep(1000)\n").expect(INTERRUPTED, "KeyboardInterrupt")


@case
def interrupt_while_waiting_for_a_lock(run):
    run.interrupt("import threading\nlock = threading.Lock()\nlock.acquire()\nprint('ready', flush=True)\nlock.acquire()\n").expect(INTERRUPTED, "KeyboardInterrupt")


@case
def interrupt_while_waiting_for_an_event(run):
    run.interrupt("import threading\nprint('ready', flush=True)\nthreading.Event().wait()\n").expect(INTERRUPTED, "KeyboardInterrupt")


@case
def interrupt_while_joining_a_daemon(run):
    run.interrupt("import threading, time\nt = threading.Thread(target=time.sleep, args=(1000,), daemon=True)\nt.start()\nprint('ready', flush=True)\nt.join()\n").expect(INTERRUPTED, "KeyboardInterrupt")


@case
def interrupt_while_other_threads_compute(run):
    source = "import threading\ndef loop():\n    while True:\n        pass\nfor _ in range(2):\n    threading.Thread(target=loop, daemon=True).start()\nprint('ready', flush=True)\nwhile True:\n    pass\n"
    run.interrupt(source).expect(INTERRUPTED, "KeyboardInterrupt")


@case
def interrupt_in_input(run):
    read, write = os.pipe()
    try:
        run.interrupt("print('ready', flush=True)\ninput()\n", stdin=read).expect(INTERRUPTED, "KeyboardInterrupt")
    finally:
        os.close(read)
        os.close(write)


@case
def interrupt_in_queue_get(run):
    run.interrupt("import queue\nprint('ready', flush=True)\nqueue.Queue().get()\n").expect(INTERRUPTED, "KeyboardInterrupt")


@case
def two_deadlocked_threads_end_by_interrupts(run):
    source = ("import threading\na, b = threading.Lock(), threading.Lock()\nready = threading.Barrier(2)\ndef take(x, y):\n    with x:\n        ready.wait()\n        with y:\n            pass\n"
              "t = threading.Thread(target=take, args=(a, b), daemon=True)\nt.start()\nthreading.Timer(0.1, print, ['ready'], {'flush': True}).start()\ntake(b, a)\n")
    # Below the exception stands why the program hung.
    run.interrupt(source).expect(INTERRUPTED, err=r"\nKeyboardInterrupt\n(.|\n)*wait for each other in a circle")


@case
def a_second_interrupt_ends_the_wait_for_threads(run):
    # The first one ends the main program, the second one the wait for its thread, which is no daemon.
    run.interrupt("import queue, threading\nt = threading.Thread(target=queue.Queue().get)\nt.start()\nprint('ready', flush=True)\nt.join()\n", times=2)
    run.expect(INTERRUPTED, err=r"in join\n(.|\n)*KeyboardInterrupt\n(.|\n)*in _shutdown\n(.|\n)*KeyboardInterrupt")


@case
def an_interrupt_ends_the_wait_for_threads_of_a_program_that_has_ended(run):
    source = "import atexit, threading\natexit.register(print, ' at exit')\nthreading.Thread(target=threading.Event().wait).start()\nprint('ready', flush=True)\n"
    run.interrupt(source).expect(0, out=" at exit\n", err=r"in _shutdown\n(.|\n)*KeyboardInterrupt")


@case
def a_second_interrupt_ends_a_program_whose_pool_blocks(run):
    source = ("import atexit, threading\nfrom concurrent.futures import ThreadPoolExecutor\natexit.register(print, ' at exit')\n"
              "with ThreadPoolExecutor(2) as pool:\n    pool.submit(threading.Event().wait)\n    pool.submit(threading.Event().wait)\n    print('ready', flush=True)\n")
    run.interrupt(source, times=2).expect(INTERRUPTED, out=" at exit\n", err=r"in __exit__\n(.|\n)*KeyboardInterrupt\nException ignored on threading shutdown:\n(.|\n)*in _python_exit\n(.|\n)*KeyboardInterrupt")


@case
def each_interrupt_ends_one_exit_function(run):
    source = "import atexit, threading\nwait = threading.Event().wait\natexit.register(print, ' last')\natexit.register(wait)\natexit.register(wait)\nprint('ready', flush=True)\n"
    run.interrupt(source, times=2).expect(0, out=" last\n", err=r"in wait\n(.|\n)*KeyboardInterrupt\n(.|\n)*in wait\n(.|\n)*KeyboardInterrupt")


@case
def an_interrupt_ends_a_finalizer_that_waits(run):
    source = "import threading\nclass AtEnd:\n    def __del__(self, wait=threading.Event().wait):\n        print('ready', flush=True)\n        wait(10 ** 6)\nat_end = AtEnd()\n"
    run.interrupt(source).expect(0, out="", err=r"in __del__\n(.|\n)*KeyboardInterrupt")


@case
def threads_of_exit_functions_are_waited_for_after_an_interrupt(run):
    # Nobody waits any more for the thread that was there at the interrupt.
    source = ("import atexit, sys, threading, time\nblocked = threading.Thread(target=threading.Event().wait)\n"
              "def late():\n    time.sleep(0.1)\n    print(' late', flush=True)\n"
              "atexit.register(lambda: threading.Thread(target=late).start() if sys.version_info >= (3, 15) else late())\nblocked.start()\nprint('ready', flush=True)\n")
    run.interrupt(source).expect(0, out=" late\n", err=r"in _shutdown\n(.|\n)*KeyboardInterrupt")


@case
def handler_of_the_script_runs(run):
    source = "import signal, time\ndef handler(number, frame):\n    print(' handled', number)\n    raise SystemExit(6)\nsignal.signal(signal.SIGINT, handler)\nprint('ready', flush=True)\ntime.sleep(1000)\n"
    run.interrupt(source).expect(6, "", " handled 2\n")


# --- start-up ---------------------------------------------------------------------------------

@case
def too_little_memory_to_start(run):
    for limit in range(32 << 20, 176 << 20, 6 << 20):
        run.run("-c", "print(1)", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
        if run.status < 0 or not run.err:
            raise Failure(f"with {limit >> 20} MB: status {run.status}, said {run.err!r}")


@case
def library_as_one_word(run):
    library = run.run("-c", "import os; print(os.path.dirname(os.__file__))").out.strip()
    run.run("--lib=" + library, "-c", "import os; print(os.path.dirname(os.__file__))")
    run.expect(0, "", library + "\n")
    for option in "--lib", "--library=x":
        run.run(option)
        if run.status != 2 or "Unknown option: " + option not in run.err:
            raise Failure(f"{option}: status {run.status}, said {run.err!r}")


# --- what an uncaught exception looks like, whatever it holds ----------------------------------

@case
def syntax_error_with_any_offsets(run):
    numbers = ("None", "0", "1", "-1", "5", "100", "-2 ** 63", "2 ** 63 - 1", "2 ** 70", "'x'", "1.5")
    source = ("import sys\nshown = 0\nfor text in ('text\\n', '', '  \\xe9\\tx', None, 5):\n for offset in (%s):\n  for end in (%s):\n   for line in (1, None, -1, 'x'):\n"
              "    error = SyntaxError('m', ('f', line, offset, text, line, end))\n    sys.excepthook(SyntaxError, error, None)\n    shown += 1\nprint(shown)\n"
              % (", ".join(numbers), ", ".join(numbers)))
    run.run("-c", source, stderr=subprocess.DEVNULL).expect(0, "", "2420\n")


@case
def traceback_of_code_that_ends_in_the_last_line_there_can_be(run):
    source = ("import ast\ntree = ast.parse('1 / 0')\nfor node in ast.walk(tree):\n    if hasattr(node, 'lineno'): node.end_lineno = 2 ** 31 - 1\n"
              "exec(compile(tree, 'nowhere', 'exec'))\n")
    run.run("-c", source).expect(1, "ZeroDivisionError: division by zero")


# --- cached bytecode that is damaged -----------------------------------------------------------

def damages(data):
    """Copies of a cached file that are damaged in one place."""
    yield "empty", b""
    for size in (1, 10, 16, 17, 20, 21, 30, 45, len(data) // 2, len(data) - 1):
        yield f"cut to {size}", data[:size]
    # Not the checksum behind byte 32 or 40: nobody reads it in a file with the user's mark.
    for place in (0, 5, 13, 16, 17, 20, 21, 29, 50, len(data) // 2, len(data) - 1):
        yield f"byte {place}", data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1:]
    yield "longer", data + b"x"
    yield "no code", data[:16] + b"i\1\0\0\0"
    yield "noise", data[:16] + bytes(range(256)) * 4


@case
def damaged_cache_is_written_again(run):
    run.file("spam.py", "def f():\n    return 'fine'\n")
    cache = {"XDG_CACHE_HOME": str(run.folder / "cache"), "PYTHONPATH": str(run.folder), "PYTHONDONTWRITEBYTECODE": ""}

    def imports():
        return run.run("-c", "import spam; print(spam.f())", variables=cache)
    imports().expect(0, "", "fine\n")
    [path] = run.folder.glob("**/spam*.pyc")
    good = path.read_bytes()
    for what, data in damages(good):
        path.write_bytes(data)
        imports()
        if (run.status, run.out, run.err) != (0, "fine\n", ""):
            raise Failure(f"{what}: status {run.status}, said {run.err[-300:]!r}")
        if path.read_bytes() != good:
            raise Failure(f"{what}: not written again")


@case
def damaged_cache_of_the_first_modules_is_written_again(run):
    cache = {"XDG_CACHE_HOME": str(run.folder / "cache"), "PYTHONDONTWRITEBYTECODE": ""}
    run.run("-c", "print(1)", variables=cache).expect(0, "", "1\n")
    [path] = run.folder.glob("cache/tinypy/*/*%importlib%_bootstrap.pyc")
    good = path.read_bytes()
    for what, data in damages(good):
        path.write_bytes(data)
        run.run("-c", "print(1)", variables=cache)
        if (run.status, run.out, run.err) != (0, "1\n", "") or path.read_bytes() != good:
            raise Failure(f"{what}: status {run.status}, said {run.err[-300:]!r}")
    path.unlink()
    os.mkfifo(path)
    run.run("-c", "print(1)", variables=cache).expect(0, "", "1\n")


@case
def sleeping_code_outlives_its_cached_file(run):
    run.file("spam.py", "def f():\n    return 'fine'\ndef g():\n    return 'too'\n")
    source = ("import os, spam\nprint(any(spam.__spec__.cached in line for line in open('/proc/self/maps')))\n"
              "open('other', 'wb').write(b'other contents'); os.replace('other', spam.__spec__.cached)\nprint(spam.f())\n"
              "os.unlink(spam.__spec__.cached)\nprint(spam.g())\n")
    cache = {"XDG_CACHE_HOME": str(run.folder / "cache"), "PYTHONPATH": str(run.folder), "PYTHONDONTWRITEBYTECODE": ""}
    run.run("-c", "import spam", variables=cache).expect(0, "", "")
    run.run("-c", source, variables=cache).expect(0, "", "True\nfine\ntoo\n")
    # A folder that the user names may be on a server: its files are read, not mapped.
    cache["PYTHONPYCACHEPREFIX"] = str(run.folder / "named")
    run.run("-c", "import spam", variables=cache).expect(0, "", "")
    run.run("-c", source, variables=cache).expect(0, "", "False\nfine\ntoo\n")


@case
def no_cache_is_written_with_option_B(run):
    cache = {"XDG_CACHE_HOME": str(run.folder / "cache"), "PYTHONDONTWRITEBYTECODE": ""}
    run.run("-B", "-c", "import json; print(1)", variables=cache).expect(0, "", "1\n")
    if found := list(run.folder.glob("cache/**/*.pyc")):
        raise Failure(f"written in spite of -B: {found[0].name}")
    # -E: neither variable is looked at.
    question = "import sys; print(sys.dont_write_bytecode)"
    run.run("-E", "-c", question, variables=cache | {"PYTHONDONTWRITEBYTECODE": "1"}).expect(0, "", "False\n")
    if found := list(run.folder.glob("cache/**/*.pyc")):
        raise Failure(f"-E did not ignore XDG_CACHE_HOME: {found[0].name}")


# --- cached texts ---

# Long enough for the cache.
FUNCTIONS = "".join(f"def function_{i}(a, b={i}):\n    return a + b\n" for i in range(100))


class Texts:
    """Runs programs with a cache of their own, without site: what site-packages has may give texts to exec(), too."""

    def __init__(self, run):
        self.run = run
        self.variables = {"XDG_CACHE_HOME": str(run.folder / "cache"), "PYTHONDONTWRITEBYTECODE": ""}

    def expect(self, *words, out="", err="", status=0):
        self.run.run("-S", *words, variables=self.variables).expect(status, err, out)

    def files(self):
        return sorted(self.run.folder.glob("cache/tinypy/*/texts/*/*"))

    def expect_files(self, count):
        if len(self.files()) != count:
            raise Failure(f"{len(self.files())} texts are cached, not {count}")


@case
def script_is_read_from_the_cache(run):
    texts = Texts(run)
    one, two = (run.file(f"{name}.py", FUNCTIONS + f"print('{name}', function_3(1))\n") for name in ("one", "two"))
    texts.expect(one, out="one 4\n")
    [first] = texts.files()
    texts.expect(two, out="two 4\n")
    texts.expect_files(2)
    [second] = set(texts.files()) - {first}
    good = second.read_bytes()
    second.write_bytes(first.read_bytes())
    texts.expect(two, out="one 4\n")  # nobody else may write there; so this shows that the file is read
    for what, data in damages(good):
        second.write_bytes(data)
        texts.expect(two, out="two 4\n")
        if second.read_bytes() != good:
            raise Failure(f"{what}: not written again")
    run.file("two.py", FUNCTIONS + "print('changed')\n1 / 0\n")
    for _ in range(2):
        texts.expect(two, out="changed\n", err="ZeroDivisionError: division by zero", status=1)


@case
def cached_text_depends_on_the_options(run):
    texts = Texts(run)
    script = run.file("check.py", FUNCTIONS + "assert False, 'checked'\n")
    for _ in range(2):
        texts.expect(script, err="AssertionError: checked", status=1)
        texts.expect("-O", script)
    texts.expect_files(2)
    text = FUNCTIONS + "def f(x: y): pass\nprint(f.__annotations__)\n"
    run.file("plain.py", f"exec({text!r}, {{'y': 1}})\n")
    run.file("future.py", f"from __future__ import annotations\nexec({text!r}, {{'y': 1}})\n")
    for _ in range(2):
        texts.expect("plain.py", out="{'x': 1}\n")
        texts.expect("future.py", out="{'x': 'y'}\n")


@case
def warnings_of_a_text_are_issued_each_time(run):
    texts = Texts(run)
    for line in ("print(function_1(0) is 1)", "print('\\d')"):
        script = run.file("warned.py", FUNCTIONS + line + "\n")
        for _ in range(2):
            run.run("-S", script, variables=texts.variables)
            if "SyntaxWarning" not in run.err:
                raise Failure(f"no warning for {line}: {run.err!r}")
    texts.expect_files(0)
    script = run.file("coded.py", "# coding: koi8_r\n" + FUNCTIONS)
    texts.expect(script)
    texts.expect_files(0)


@case
def texts_are_not_cached_when_that_is_forbidden(run):
    texts = Texts(run)
    script = run.file("script.py", FUNCTIONS)
    texts.expect("-B", script)
    texts.expect("-c", "import sys; sys.dont_write_bytecode = True; exec(open('script.py').read())")
    texts.expect_files(0)
    short = run.file("short.py", "print(1)\n")
    texts.expect(short, out="1\n")
    texts.expect_files(0)


@case
def cache_of_texts_stays_small(run):
    texts = Texts(run)
    script = run.file("many.py", "import sys\nfor i in range(70): exec(f'# {sys.argv[1]} {i}' + '#' * 4000)\n")
    texts.expect(script, "0")
    texts.expect_files(64)
    for i in range(1, 20):
        texts.expect(script, str(i))
    folders = [len(list(folder.iterdir())) for folder in {path.parent for path in texts.files()}]
    if max(folders) != 64:
        raise Failure(f"folders with {folders} texts")


# --- imports that cannot work -----------------------------------------------------------------

EXTENSIONS = {
    "cpython-315-x86_64-linux-gnu.so": "CPython 3.15",
    "cpython-313t-x86_64-linux-gnu.so": "CPython 3.13 without a GIL",
    "cp312-win_amd64.pyd": "CPython 3.12",
    "abi3.so": "CPython's stable ABI",
    "pypy311-pp73-x86_64-linux-gnu.so": "PyPy 3.11",
    "graalpy251-313-native-x86_64-linux.so": "GraalPy 2.51",
    "tinypy-1-x86_64-linux-gnu.so": "another tinypy",
    "so": "another interpreter",
}


def message_about(file, interpreter):
    return f"'[^']*{re.escape(file)}' is an extension module in C for {re.escape(interpreter)}, which tinypy cannot load"


@case
def extension_for_another_interpreter_is_named(run):
    for number, (ending, interpreter) in enumerate(EXTENSIONS.items()):
        run.file(f"_foo{number}.{ending}", "")
        said = message_about(f"_foo{number}.{ending}", interpreter)
        run.run("-c", f"import _foo{number}").expect(1, f"ModuleNotFoundError: No module named '_foo{number}': {said}", "")
    run.run("-c", "import _foo, importlib.util").expect(1, "ModuleNotFoundError: No module named '_foo'", "")
    run.run("-c", "import importlib.util; print(importlib.util.find_spec('_foo0'))").expect(0, "", "None\n")


@case
def package_whose_init_is_such_an_extension_is_named(run):
    (run.folder / "outer").mkdir()
    run.file("outer/__init__.py", "")
    for name in "pack", "outer/inner":
        (run.folder / name).mkdir()
        run.file(f"{name}/__init__.cpython-315-x86_64-linux-gnu.so", "")
        run.file(f"{name}/module.py", "")
        dotted = name.replace("/", ".")
        said = f"ModuleNotFoundError: No module named '{re.escape(dotted)}': " + message_about("__init__.cpython-315-x86_64-linux-gnu.so", "CPython 3.15")
        run.run("-c", f"import {dotted}").expect(1, said, "")
        run.run("-c", f"import {dotted}.module").expect(1, said, "")
        run.run("-c", f"import importlib.util; print(importlib.util.find_spec('{dotted}'))").expect(0, "", "None\n")
    # With an __init__ in Python, or without any, it is a package.
    run.file("pack/__init__.py", "")
    run.run("-c", "import pack.module; print(pack.__file__ is not None)").expect(0, "", "True\n")


@case
def extension_for_another_interpreter_in_a_package_is_named(run):
    (run.folder / "pkg").mkdir()
    run.file("pkg/__init__.py", "")
    run.file("pkg/user.py", "from . import _ext\n")
    run.file("pkg/_ext.abi3.so", "")
    said = message_about("pkg/_ext.abi3.so", "CPython's stable ABI")
    run.run("-c", "import pkg._ext").expect(1, rf"ModuleNotFoundError: No module named 'pkg\._ext': {said}", "")
    run.run("-c", "import importlib; importlib.import_module('pkg._ext')").expect(1, rf"ModuleNotFoundError: No module named 'pkg\._ext': {said}", "")
    run.run("-c", "import pkg.user").expect(1, rf"ImportError: cannot import name '_ext' from 'pkg' \(.*\): {said}", "")
    run.run("-c", "try: import pkg._ext\nexcept ModuleNotFoundError as e: print(e.name, e.path.endswith('pkg/_ext.abi3.so'), e.msg == e.args[0])").expect(
        0, "", "pkg._ext True True\n")


@case
def extension_in_a_namespace_package_is_named(run):
    (run.folder / "space").mkdir()
    run.file("space/_ext.abi3.so", "")
    said = message_about("space/_ext.abi3.so", "CPython's stable ABI")
    run.run("-c", "import space._ext").expect(1, rf"ModuleNotFoundError: No module named 'space\._ext': {said}", "")
    run.run("-c", "from space import _ext").expect(1, rf"ImportError: cannot import name '_ext' from 'space' \(unknown location\): {said}", "")


@case
def folder_is_no_extension(run):
    (run.folder / "_foo.abi3.so").mkdir()
    run.run("-c", "import _foo").expect(1, r"ModuleNotFoundError: No module named '_foo'", "")


@case
def source_file_wins_over_an_extension(run):
    run.file("_foo.cpython-315-x86_64-linux-gnu.so", "")
    run.file("_foo.py", "print('source')\n")
    run.run("-c", "import _foo").expect(0, "", "source\n")


def check(name, interpreter):
    """What went wrong, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        run = Run(interpreter, folder)
        try:
            CASES[name](run)
        except Failure as failure:
            return str(failure)
    return ""


def main():
    hear_interrupts()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True, metavar="PATH")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1, metavar="N", help="cases at a time")
    options = parser.parse_args()
    passed = failed = 0
    for path in options.interp:
        if not shutil.which(path):
            parser.error(f"no interpreter at {path}")
        interpreter = os.path.abspath(path) if os.sep in path else path
        chosen = [(name, interpreter) for name in CASES if options.only in name]
        # Processes, since what runs between fork and exec (preexec_fn) is not safe beside threads.
        with multiprocessing.get_context("fork").Pool(options.j) as pool:
            for (name, _), said in zip(chosen, pool.starmap(check, chosen, chunksize=1)):
                passed, failed = passed + (not said), failed + bool(said)
                if said:
                    print(f"FAIL {name} [{os.path.basename(path)}]\n    {said}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
