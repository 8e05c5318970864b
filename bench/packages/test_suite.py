# needs: python3-pytest
"""A suite of tests with fixtures and parameters, collected, rewritten and run by pytest."""

import contextlib
import io
import sys
import tempfile
from pathlib import Path

import pytest

TESTS = '''
import pytest

@pytest.fixture(scope="module")
def table():
    return {{n: n * n for n in range(50)}}

@pytest.fixture
def pair(table, request):
    return request.node.name, table

@pytest.mark.parametrize("n", range(40))
def test_square_{0}(pair, n):
    name, table = pair
    assert table[n] == n * n and str(n) in name

class TestList:
    @pytest.mark.parametrize("a, b", [(x, y) for x in range(4) for y in range(4)])
    def test_sum(self, a, b):
        assert [a] + [b] == [a, b]

    def test_raises(self):
        with pytest.raises(ZeroDivisionError, match="division"):
            1 / 0

@pytest.mark.xfail(strict=True)
def test_wrong():
    assert {{"a": 1, "b": [1, 2, 3]}} == {{"a": 1, "b": [1, 2, 4]}}
'''
with tempfile.TemporaryDirectory() as folder:
    for n in range(8):
        (Path(folder) / f"test_{n}.py").write_text(TESTS.format(n))
    sys.dont_write_bytecode = True
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = pytest.main([folder, "-q", "-p", "no:cacheprovider", "--rootdir", folder, "-c", "/dev/null"])
print(int(status), out.getvalue().strip().split("\n")[-1].split(" in ")[0])
