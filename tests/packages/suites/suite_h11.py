# needs: python3-pytest python3-h11
from _suite import pytest

pytest("h11")

# expect: 78 passed
