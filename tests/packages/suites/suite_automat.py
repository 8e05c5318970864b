# needs: python3-pytest python3-automat
from _suite import pytest

pytest("automat")
