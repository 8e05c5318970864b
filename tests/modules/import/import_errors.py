for statement in ("import nowhere_at_all", "import _pkg.nowhere", "import os.nowhere", "from math import nothing", "from . import x",
                  "from _pkg.alpha.deeper import y", "import sys.path"):
    try:
        exec(statement, {"__name__": "test"})
    except ImportError as error:
        print(type(error).__name__, str(error).split(" (")[0])

# expect: ModuleNotFoundError No module named 'nowhere_at_all'
# expect: ModuleNotFoundError No module named '_pkg.nowhere'
# expect: ModuleNotFoundError No module named 'os.nowhere'; 'os' is not a package
# expect: ImportError cannot import name 'nothing' from 'math'
# expect: ImportError attempted relative import with no known parent package
# expect: ModuleNotFoundError No module named '_pkg.alpha.deeper'; '_pkg.alpha' is not a package
# expect: ModuleNotFoundError No module named 'sys.path'; 'sys' is not a package
