# What importlib calls under the lock of a module that is not in sys.modules.
import sys

bootstrap = sys.modules["_frozen_importlib"]
sys.modules.pop("colorsys", None)
print(bootstrap._find_and_load_unlocked("colorsys", bootstrap._gcd_import).__name__, "colorsys" in sys.modules)
for name in ("no_such_module", "colorsys.x", "json.nowhere"):
    try:
        bootstrap._find_and_load_unlocked(name, bootstrap._gcd_import)
    except ModuleNotFoundError as e:
        print(e, e.name, e.path, e.__suppress_context__)
for wrong in ((), ("x",), ("x", 1, 2)):
    try:
        bootstrap._find_and_load_unlocked(*wrong)
    except TypeError:
        print("TypeError")
for module in (bootstrap, sys.modules["_frozen_importlib_external"]):
    print(module.__spec__ is not None, module.__loader__ is not None)

# expect: colorsys True
# expect: No module named 'no_such_module' no_such_module None False
# expect: No module named 'colorsys.x'; 'colorsys' is not a package colorsys.x None True
# expect: No module named 'json.nowhere' json.nowhere None False
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: True True
# expect: True True
