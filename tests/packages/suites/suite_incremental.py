# needs: python3-pytest python3-incremental python3-constantly
from _suite import pytest

pytest("incremental")
pytest("constantly")

# expect: 85 passed
# expect: 85 passed
