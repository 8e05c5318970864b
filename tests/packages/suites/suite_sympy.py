# needs: python3-pytest python3-sympy
from _suite import pytest

pytest("sympy.core")
