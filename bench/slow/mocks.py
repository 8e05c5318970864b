"""Mocks of unittest, which make a class for each object and set its special methods."""

from unittest import mock

total = 0
for i in range(300):
    mocked = mock.MagicMock()
    mocked.first.second(i)
    mocked.third.return_value = i
    total += mocked.third() + mocked.first.second.call_count + len(mocked)
print(total)
