# needs: python3-pytest python3-networkx
from _suite import pytest

pytest("networkx.classes", "--doctest-modules")

# expect: 1477 passed
