# needs: python3-pytest python3-trio
from _suite import pytest

for module in ("test_sync", "test_channel", "test_abc", "test_highlevel_generic", "test_util"):
    pytest("trio._tests." + module, "-p", "trio._tests.pytest_plugin")

# expect: 38 passed
# expect: 32 passed
# expect: 3 passed
# expect: 2 passed
# expect: 8 passed
