m = __import__("os.path")
print(m.__name__)
m = __import__("_pkg.sub.beta", fromlist=["value"])
print(m.__name__)
import importlib

print(importlib.import_module(".alpha", "_pkg").NAME, importlib.import_module("_pkg.sub").__name__)

# expect: os
# expect: _pkg.sub.beta
# expect: alpha _pkg.sub
