# needs: python3-pytest python3-mpmath python3-hypothesis
from _suite import pytest

for module in ("test_bitwise", "test_convert", "test_division", "test_elliptic", "test_matrices", "test_rootfinding", "test_special"):
    pytest("mpmath.tests." + module)

# expect: 13 passed
# expect: FAILED ::test_str_whitespace
# expect: FAILED ::test_eval_repr_invariant
# expect: 2 failed, 15 passed, 1 skipped
# expect: 7 passed
# expect: FAILED ::test_elliptic_integrals
# expect: 1 failed, 15 passed
# expect: 14 passed, 1 skipped, 1 xfailed
# expect: 9 passed
# expect: 5 passed
