# needs: python3-pytest python3-automat
from _suite import pytest

pytest("automat")

# expect: 68 passed, 15 skipped
