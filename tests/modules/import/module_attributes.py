import _pkg
import _pkg.alpha
import os

print(_pkg.__name__, _pkg.__package__, _pkg.__doc__, os.path.basename(_pkg.__file__), len(_pkg.__path__))
print(_pkg.alpha.__package__, hasattr(_pkg.alpha, "__path__"), repr(_pkg.alpha).split(" from ")[0], _pkg.__spec__.name)
print(__name__, os.path.basename(__file__), __package__, __spec__)

# expect: _pkg _pkg A package for the import tests. __init__.py 1
# expect: _pkg False <module '_pkg.alpha' _pkg
# expect: __main__ module_attributes.py None None
