"""What a module defined goes on working when the module has been collected, and its names are there until nobody needs them."""

import gc
import runpy
import sys
import tempfile
import types
import weakref

SOURCE = """
import sys

class Thing:
    def other(self):
        return Thing()

def outer():
    return inner()

def inner():
    return "inner", LIMIT

LIMIT = 3
"""


class Module(types.ModuleType):
    pass


def check(name, function):
    gc.collect()
    space = function.__globals__
    print(name, function(), type(space["Thing"]().other()).__name__, sorted(key for key in space if not key.startswith("__")))


module = types.ModuleType("made")
exec(SOURCE, module.__dict__)
gone = weakref.ref(module)
function = module.outer
del module
check("made", function)
print(gone())

module = Module("own")
module.itself = module
exec(SOURCE, module.__dict__)
function = module.outer
del function.__globals__["itself"], module
check("own class", function)

module = types.ModuleType("known")
sys.modules["known"] = module
exec(SOURCE, module.__dict__)
function = module.outer
del sys.modules["known"], module
check("forgotten", function)

with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
    file.write(SOURCE)
    file.flush()
    space = runpy.run_path(file.name)
check("run", space["outer"])


class Witness:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


module = types.ModuleType("cycle")
exec(SOURCE, module.__dict__)
module.module, module.witness = module, Witness("with the module")
del module
gc.collect()
function = space = None
gc.collect()

# expect: made ('inner', 3) Thing ['LIMIT', 'Thing', 'inner', 'outer', 'sys']
# expect: None
# expect: own class ('inner', 3) Thing ['LIMIT', 'Thing', 'inner', 'outer', 'sys']
# expect: forgotten ('inner', 3) Thing ['LIMIT', 'Thing', 'inner', 'outer', 'sys']
# expect: run ('inner', 3) Thing ['LIMIT', 'Thing', 'inner', 'outer', 'sys']
# expect: gone: with the module
