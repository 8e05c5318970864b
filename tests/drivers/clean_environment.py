"""Whoever imports this, and what it starts, is told nothing by the variables of the caller: images of containers set some that change what programs of
Python do and print, as PYTHONDONTWRITEBYTECODE. TINYPY's variables stay, which choose a library or what is tested.
"""

import os

OTHERS = {"FORCE_COLOR", "NO_COLOR"}  # they colour tracebacks

for name in [name for name in os.environ if name.startswith("PYTHON") or name in OTHERS]:
    del os.environ[name]
