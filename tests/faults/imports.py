# Modules found, compiled or read from the cache, reloaded; packages and mistakes.
import importlib
import sys
import string
import textwrap
import bisect
from collections import abc
import xml.sax.saxutils as saxutils
print(textwrap.dedent("  a\n  b"), string.Template("$x").substitute(x=1), bisect.bisect([1, 2, 3], 2), saxutils.escape("<a>"), issubclass(dict, abc.Mapping))
for name in ("no_such_module", "xml.no_such", "os.path.no"):
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(error)
print(importlib.reload(string) is string, "textwrap" in sys.modules, __import__("os.path").path.basename("/a/b"))
