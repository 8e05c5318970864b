# needs: python3-pytest python3-trio python3-pytest-asyncio
from _suite import pytest

pytest("trio")
