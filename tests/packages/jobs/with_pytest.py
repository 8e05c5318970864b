# A suite with fixtures, parameters, marks and the plugins for asyncio, mocks, timeouts, coverage and several processes.
# needs: python3-pytest python3-pytest-asyncio python3-pytest-mock python3-pytest-timeout python3-pytest-cov python3-pytest-xdist
import re
import subprocess
import sys

FILES = {
    "pytest.ini": "[pytest]\nasyncio_mode = auto\nmarkers =\n    slow: takes long\n",
    "shop.py": "def price(n):\n    if n < 0:\n        raise ValueError(f'negative: {n}')\n    return n * 2\n\n\ndef unused():\n    return 1\n",
    "conftest.py": "import pytest\n\n\n@pytest.fixture(scope='session', params=[1, 2])\ndef number(request):\n    yield request.param\n",
    "test_shop.py": """
import asyncio, logging, os, sys, time, warnings
import pytest
import shop


@pytest.mark.parametrize("n, wanted", [(1, 2), pytest.param(2, 5, marks=pytest.mark.xfail(strict=True)), (3, 6)], ids=str)
def test_price(n, wanted):
    assert shop.price(n) == wanted


def test_error(number):
    with pytest.raises(ValueError, match="negative: -[12]") as caught:
        shop.price(-number)
    assert caught.value.args


async def test_async():
    async with asyncio.timeout(5):
        await asyncio.sleep(0)


def test_mock(mocker):
    price = mocker.patch("shop.price", return_value=7)
    assert shop.price(1) == 7
    price.assert_called_once_with(1)


def test_builtin_fixtures(tmp_path, monkeypatch, capsys, caplog, recwarn):
    monkeypatch.setenv("X", "y")
    (tmp_path / "f").write_text(os.environ["X"])
    print((tmp_path / "f").read_text())
    logging.warning("careful")
    warnings.warn("old", DeprecationWarning)
    assert capsys.readouterr().out == "y\\n" and "careful" in caplog.text and len(recwarn) == 1


@pytest.mark.skip(reason="not now")
def test_skipped(): pass


def test_that_fails():
    value = {"a": [1, 2, 3], "b": "x" * 5}
    assert value == {"a": [1, 2, 4], "b": "xxxxx"}


@pytest.mark.timeout(1)
def test_that_hangs():
    while True: time.sleep(0.01)


class TestClass:
    @pytest.fixture(autouse=True)
    def setup(self):
        self.ready = True

    def test_method(self):
        assert self.ready
""",
}
for name, text in FILES.items():
    with open(name, "w") as file:
        file.write(text)


def pytest(*options):
    done = subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options], capture_output=True, text=True)
    print("status", done.returncode, done.stderr)
    return done.stdout.splitlines()


def outcomes(lines):
    return sorted(re.sub(r"^\[gw\d\] \[ *\d+%\] ", "", re.sub(r" +\[ *\d+%\]$", "", line)) for line in lines if re.search(r"test_shop.py::|^E  |FAILED|= .* in ", line))


lines = pytest("-v", "--cov=shop", "--cov-report=term-missing")
for line in outcomes(lines):
    print(re.sub(r"(, \d+ warnings?)? in [\d.]+s|=+ ?| ?=+", "", line))
print([line for line in lines if line.startswith("shop.py")])
lines = pytest("-n", "2", "-v")
print(sorted(found[0] for line in lines if line.startswith("[gw") and (found := re.search(r"(PASSED|FAILED|SKIPPED|XFAIL) test_shop.py::\w+", line))))
print([line.strip() for line in pytest("--collect-only", "-q", "-k", "price or Class") if "::" in line])

# expect: status 1 
# expect: 2 failed, 8 passed, 1 skipped, 1 xfailed
# expect: E         
# expect: E         
# expect: E         
# expect: E           {...
# expect: E         ...Full output truncated (10 lines hidden), use '-vv' to show
# expect: E         Differing items:
# expect: E         Full diff:
# expect: E         Omitting 1 identical items, use -vv to show
# expect: E         {'a': [1, 2, 3]} !{'a': [1, 2, 4]}
# expect: E       AssertionError: assert {'a': [1, 2, 3], 'b': 'xxxxx'} {'a': [1, 2, 4], 'b': 'xxxxx'}
# expect: E       Failed: Timeout (>1.0s) from pytest-timeout.
# expect: FAILED test_shop.py::test_that_fails - AssertionError: assert {'a': [1, 2, 3]...
# expect: FAILED test_shop.py::test_that_hangs - Failed: Timeout (>1.0s) from pytest-ti...
# expect: test_shop.py::TestClass::test_method PASSED
# expect: test_shop.py::test_async PASSED
# expect: test_shop.py::test_builtin_fixtures PASSED
# expect: test_shop.py::test_error[1] PASSED
# expect: test_shop.py::test_error[2] PASSED
# expect: test_shop.py::test_mock PASSED
# expect: test_shop.py::test_price[1-2] PASSED
# expect: test_shop.py::test_price[2-5] XFAIL
# expect: test_shop.py::test_price[3-6] PASSED
# expect: test_shop.py::test_skipped SKIPPED (not now)
# expect: test_shop.py::test_that_fails FAILED
# expect: test_shop.py::test_that_hangs FAILED
# expect: ['shop.py       6      1    83%   8']
# expect: status 1 
# expect: ['FAILED test_shop.py::test_that_fails', 'FAILED test_shop.py::test_that_hangs', 'PASSED test_shop.py::TestClass', 'PASSED test_shop.py::test_async', 'PASSED test_shop.py::test_builtin_fixtures', 'PASSED test_shop.py::test_error', 'PASSED test_shop.py::test_error', 'PASSED test_shop.py::test_mock', 'PASSED test_shop.py::test_price', 'PASSED test_shop.py::test_price', 'SKIPPED test_shop.py::test_skipped', 'XFAIL test_shop.py::test_price']
# expect: status 0 
# expect: ['test_shop.py::test_price[1-2]', 'test_shop.py::test_price[2-5]', 'test_shop.py::test_price[3-6]', 'test_shop.py::TestClass::test_method']
