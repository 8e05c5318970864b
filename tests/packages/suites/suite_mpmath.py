# needs: python3-pytest python3-mpmath
from _suite import pytest

pytest("mpmath")
