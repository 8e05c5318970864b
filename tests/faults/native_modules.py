# Every native module is made: its names, classes and constants. What one has made half is there for the next attempt.
import importlib
import sys

made = []
for name in sys.builtin_module_names:
    for attempt in range(3):
        try:
            made.append(len(dir(importlib.import_module(name))))
        except MemoryError:
            print("MemoryError: the module", name, file=sys.stderr)
            continue
        break
print(len(made), sum(made))
