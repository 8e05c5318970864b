# needs: python3-pytest python3-zope.interface
from _suite import pytest

pytest("zope.interface")
