# Modules that do not say that they run without a GIL: their code runs in one thread at a time, wherever it is called from.
import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import warnings

import needs_gil as c

FREE = not getattr(sys, "_is_gil_enabled", lambda: True)()


def in_threads(count, target):
    workers = [threading.Thread(target=target, args=(n,)) for n in range(count)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def load(name, folder):
    """A module of a copy of the file."""
    path = shutil.copy(c.__file__, os.path.join(folder, name + ".so"))
    spec = importlib.util.spec_from_file_location(name, path, loader=importlib.machinery.ExtensionFileLoader(name, path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def counted(what, expected, work, module=c, threads=4):
    before = module.total()
    in_threads(threads, work)
    print(what, module.total() - before == expected or (module.total() - before, expected))


def use(n):
    for _ in range(3000):
        tally = c.Tally()
        len(tally), tally + 1, tally.one, tally()
        del tally


class Derived(c.Tally):
    def __len__(self):
        return super().__len__() + 1


def derive(n):
    for _ in range(3000):
        len(Derived())


counted("functions", 4 * 20 * 500000, lambda n: [c.count(500000) for _ in range(20)])
counted("slots, getters and ends", 4 * 3000 * 600, use)
counted("derived classes", 4 * 3000 * 300, derive)
counted("calls of Python", 4 * 100 * 2000, lambda n: [c.call(lambda: sum(range(50))) for _ in range(100)])
counted("calls of itself", 4 * 100 * 4000, lambda n: [c.call(lambda: c.call(int)) for _ in range(100)])
counted("sections without the lock", 4 * 100 * 2000, lambda n: [c.rest() for _ in range(100)])
counted("threads of C", 2 * 2 * 50 * 1000, lambda n: c.count_in_threads(), threads=2)
counted("capsules", 4 * 3000 * 100, lambda n: [c.capsule() for _ in range(3000)])

# A callback that waits for another thread, which must get into the module meanwhile: by polling, and blocked.
flag, event = [], threading.Event()


def poll_or_set(n):
    if n == 0:
        c.call(lambda: [None for _ in iter(lambda: bool(flag), True)])
        c.call(event.wait)
    else:
        c.count(1)
        flag.append(1)
        c.call(event.set)


in_threads(2, poll_or_set)
print("callbacks end")

lock = threading.Lock()


def hold(n):
    for _ in range(200):
        if n:
            with lock:
                c.count(10)
        else:
            c.call(lambda: lock.acquire() and lock.release())


in_threads(4, hold)
print("locks end")

# Two modules that call each other.
with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
    warnings.simplefilter("ignore")
    too = load("needs_gil_too", folder)
    in_threads(2, lambda n: [(c, too)[n].call(lambda: (too, c)[n].call((c, too)[n].total)) for _ in range(300)])
    print("modules end")
    counted("the other module", 4 * 20 * 500000, lambda n: [too.count(500000) for _ in range(20)], too)

    def meets(module):
        met = []
        in_threads(2, lambda n: met.append(module.meet(400)))
        return any(met)

    print("met", meets(c), meets(too))
    print("free", meets(load("needs_none", folder)) == FREE, meets(load("says_later", folder)) == FREE)
    try:
        import refscope
        files = {os.path.basename(file).partition(".")[0] for file in refscope.files_with_gil()}
        print("files", files == {"needs_gil", "needs_gil_too"} if FREE else not files)
    except ImportError:  # a CPython
        print("files", True)
    if "child" not in sys.argv and FREE:
        outcome = subprocess.run([sys.executable, "-X", "gil=0", __file__, "child"], capture_output=True, text=True)
        print("without", "met True True" in outcome.stdout or outcome)
        options = ["-X", "gil=0", "-X", "gil_for=other,needs_none.part,says_later"]
        outcome = subprocess.run([sys.executable, *options, __file__, "child"], capture_output=True, text=True)
        print("for some", "met True True\nfree True False" in outcome.stdout or outcome)
        outcome = subprocess.run([sys.executable, __file__, "child"], env=os.environ | {"TINYPY_GIL_FOR": "needs_none"},
                                 capture_output=True, text=True)
        print("for one", "met False False\nfree False True" in outcome.stdout or outcome)
    elif "child" not in sys.argv:
        print("without", True)
        print("for some", True)
        print("for one", True)

# A collection, and a pause, while another thread is inside.
in_threads(3, lambda n: [c.count(20000) if n else __import__("gc").collect() for _ in range(30)])
if os.fork() == 0:
    c.count(1)
    os._exit(0)
print("fork", os.wait()[1])
print("fork inside", c.call(lambda: os.fork() or (c.count(1), os._exit(0))) > 0, os.wait()[1])
print("later", c.count_later())

# expect: functions True
# expect: slots, getters and ends True
# expect: derived classes True
# expect: calls of Python True
# expect: calls of itself True
# expect: sections without the lock True
# expect: threads of C True
# expect: capsules True
# expect: callbacks end
# expect: locks end
# expect: modules end
# expect: the other module True
# expect: met False False
# expect: free True True
# expect: files True
# expect: without True
# expect: for some True
# expect: for one True
# expect: fork 0
# expect: fork inside True 0
# expect: later True
