from . import parent_name
from .. import alpha


def value():
    return f"beta sees {alpha.NAME}"


def up():
    from ..alpha import NAME
    return NAME.upper()
