# needs: python3-pytest python3-dill
from _suite import pytest

pytest("dill.tests")
