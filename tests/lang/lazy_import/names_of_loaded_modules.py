# min-version: 3.15
# A lazy from-import takes what a loaded module has at once; all else waits until it is needed.
import sys
import colorsys
import json.decoder
import os

def kinds(*names): print(*(type(globals()[name]).__name__ for name in names))

lazy from colorsys import ONE_THIRD, nothing as missing
kinds("ONE_THIRD", "missing")
lazy import colorsys as module
kinds("module")
lazy from json import decoder, scanner, tool
kinds("decoder", "scanner", "tool")
lazy import os.path as path
kinds("path")
lazy from quopri import MAXLINESIZE
kinds("MAXLINESIZE")
print("quopri" in sys.modules, MAXLINESIZE, "quopri" in sys.modules)
lazy from quopri import MAXLINESIZE as again
kinds("again")

# expect: float lazy_import
# expect: lazy_import
# expect: module module lazy_import
# expect: lazy_import
# expect: lazy_import
# expect: False 76 True
# expect: int
