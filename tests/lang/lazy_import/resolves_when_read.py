import sys

lazy import nosuchmodule
lazy from builtins import len as length
lazy import colorsys as colours

print("colorsys" in sys.modules, type(globals()["colours"]).__name__)
print(colours.__name__, "colorsys" in sys.modules, type(globals()["colours"]).__name__)


def count(items):
    return length(items)


print(count([1, 2]), count("abc"))
try:
    nosuchmodule
except ModuleNotFoundError as error:
    print(error)
for i in range(2):
    lazy from builtins import abs as absolute
    print(absolute(-i))
lazy = 5
print(lazy)

# expect: False lazy_import
# expect: colorsys True module
# expect: 2 3
# expect: No module named 'nosuchmodule'
# expect: 0
# expect: 1
# expect: 5
# min-version: 3.15
