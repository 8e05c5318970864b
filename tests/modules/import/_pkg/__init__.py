"""A package for the import tests."""
from .alpha import NAME

__all__ = ["NAME", "alpha", "late"]
loaded = ["init"]


def __getattr__(name):
    if name == "dynamic":
        return "made on demand"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
