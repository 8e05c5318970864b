from .. import alpha
from ..alpha import NAME as parent_name
