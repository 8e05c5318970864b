# needs: python3-pytest python3-hyperlink
from _suite import pytest

pytest("hyperlink")

# expect: FAILED test/test_hypothesis.py::TestHypothesisStrategies::test_hostnames_ascii
# expect: FAILED test/test_hypothesis.py::TestHypothesisStrategies::test_hostnames_ascii_nolead
# expect: 2 failed, 111 passed
