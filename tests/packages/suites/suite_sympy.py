# needs: python3-pytest python3-sympy python3-hypothesis
from _suite import pytest

for package in ("sympy.logic", "sympy.sets.tests.test_sets", "sympy.parsing.tests.test_sympy_parser"):
    pytest(package)

# expect: 120 passed, 3 skipped, 4 xfailed
# expect: 109 passed, 5 xfailed
# expect: 29 passed
