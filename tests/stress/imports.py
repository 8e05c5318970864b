"""Imports, compilation and other machinery of the interpreter on several threads at once."""

import importlib
import os
import sys
import tempfile
import types

from harness import THREADS, expect, scenario, together

N = 20
fresh = 0


def in_fresh_modules(contents):
    """A folder on the path with modules that nobody has imported: {name: text}."""
    global fresh
    fresh += 1
    folder = tempfile.TemporaryDirectory()
    names = []
    for name, text in contents.items():
        names.append("%s_%d_%d" % (name, os.getpid(), fresh))
        with open(os.path.join(folder.name, names[-1] + ".py"), "w") as file:
            file.write(text.replace("{n}", "_%d_%d" % (os.getpid(), fresh)))
    sys.path.insert(0, folder.name)
    importlib.invalidate_caches()
    return folder, names


def forget(folder, names):
    sys.path.remove(folder.name)
    for name in names:
        sys.modules.pop(name, None)
    folder.cleanup()


@scenario
def a_module_is_imported_once():
    folder, names = in_fresh_modules({"slow": "import time\ntime.sleep(0.01)\nstate = [0]\nstate[0] += 1\ndef get(): return state\n", "plain": "x = 1\n"})
    got = [[] for _ in range(THREADS)]

    def use(i):
        for name in names if i % 2 else reversed(names):
            module = importlib.import_module(name)
            expect(getattr(module, "x", 1) == 1 and getattr(module, "get", lambda: [1])() == [1], "complete")
            got[i].append(module)

    together(use)
    expect(len({id(m) for part in got for m in part}) == 2, "one module for all")
    forget(folder, names)


@scenario
def modules_import_each_other():
    folder, names = in_fresh_modules({"left": "import right{n}\ndef f(): return right{n}.VALUE\nVALUE = 1\n", "right": "import left{n}\nVALUE = 2\ndef f(): return left{n}.VALUE\n"})

    def use(i):
        try:
            module = importlib.import_module(names[i % 2])
        except RuntimeError as error:  # the library refuses who would wait for a module that nobody sees yet
            expect("deadlock" in str(error), error)
            return
        try:
            expect(module.f() == 2 - i % 2, "value")
        except AttributeError:  # what would otherwise be a deadlock: the library lets one thread see a module that is not complete
            pass

    together(use)
    forget(folder, names)


@scenario
def a_failing_import_fails_everywhere():
    folder, names = in_fresh_modules({"broken": "import time\ntime.sleep(0.002)\nraise ValueError('broken')\n"})

    def use(i):
        try:
            module = importlib.import_module(names[0])
            # The library finds the module first and asks then whether it is complete: in between the import may have failed.
            expect(not module.__spec__._initializing, "incomplete")
        except ValueError as error:
            expect(str(error) == "broken", error)
        expect(names[0] not in sys.modules or THREADS > 1, "left behind")

    together(use)
    forget(folder, names)


@scenario
def library_modules_are_imported_again():
    names = ["colorsys", "sched", "bisect", "heapq", "textwrap", "keyword", "fractions", "calendar"]
    saved = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    got = [[] for _ in range(THREADS)]

    def use(i):
        for name in names:
            got[i].append(importlib.import_module(name))
            exec("import os.path as p; from collections import deque", {})

    together(use)
    expect(all(g == got[0] for g in got), "modules")
    sys.modules.update(saved)


@scenario
def functions_from_the_cache_are_called_by_all():
    folder, (name,) = in_fresh_modules({"nested": """
def outer(a, *rest, b=2):
    "Outer."
    def middle(c, d=4):
        "Middle."
        def inner(e, *, f=6):
            return [a, b, c, d, e, f, *rest]
        return inner
    return middle
"""})
    sys.dont_write_bytecode, sys.pycache_prefix, before = False, folder.name, (sys.dont_write_bytecode, sys.pycache_prefix)
    importlib.import_module(name)

    def use(i):
        for _ in range(i % 4 * 4):  # functions of code that others are waking
            middle = module.outer(i)
        middle = module.outer(i, 7)
        inner = middle(3)
        expect(inner(5) == [i, 2, 3, 4, 5, 6, 7], "inner")
        expect(middle.__doc__ == "Middle." and inner.__code__.co_freevars == ("a", "b", "c", "d", "rest"), "middle", middle.__doc__)

    for n in range(N):
        del sys.modules[name]
        module = importlib.import_module(name)
        together(use)
    sys.dont_write_bytecode, sys.pycache_prefix = before
    forget(folder, [name])


@scenario
def code_is_compiled():
    def use(i):
        for n in range(N // 2):
            space = {}
            exec(compile("def f(x, y=%d):\n  return [x + i + y for i in range(3)]\nclass C: a = f(1)" % n, "<string>", "exec"), space)
            expect(space["C"].a == [1 + n, 2 + n, 3 + n], "exec")
            expect(eval("a + b", {"a": n}, {"b": 1}) == n + 1, "eval")
            try:
                compile("x = = 1", "<string>", "exec")
                expect(False, "no error")
            except SyntaxError as error:
                expect(error.lineno == 1, "SyntaxError")

    together(use)


@scenario
def one_namespace_is_executed_in():
    space = {"total": []}
    code = compile("total.append(len(total) >= 0)\nvalue = [k for k in range(5)]\ndef f(): return value\nresult = f()", "<string>", "exec")

    def use(i):
        for n in range(N):
            exec(code, space)
            expect(space["result"] == [0, 1, 2, 3, 4], "result")

    together(use)
    expect(len(space["total"]) == THREADS * N, "runs")


@scenario
def attributes_of_modules_change():
    module = types.ModuleType("changing")
    module.x = (0, 0)

    def use(i):
        for n in range(N * 5):
            module.x = (n, n)
            a, b = module.x
            expect(a == b, "torn")
            setattr(module, "name%d" % (n % 30), n)
            if n % 3 == 0:
                module.__dict__.pop("name%d" % (n * 7 % 30), None)

    together(use)


@scenario
def the_path_changes_while_importing():
    def change(i):
        for n in range(N):
            sys.path.append("/nonexistent/%d" % i)
            sys.path.remove("/nonexistent/%d" % i)

    def use(i):
        for n in range(N):
            try:
                importlib.import_module("no_such_module_%d_%d" % (i, n))
                expect(False, "no error")
            except ModuleNotFoundError:
                pass

    together(change, use)
    expect(not [p for p in sys.path if p.startswith("/nonexistent")], "path")
