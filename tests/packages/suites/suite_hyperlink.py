# needs: python3-pytest python3-hyperlink
from _suite import pytest

pytest("hyperlink")
