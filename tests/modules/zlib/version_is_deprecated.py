# Since 3.15 reading the __version__ of a native module warns.
# min-version: 3.15
import _csv
import _ctypes
import warnings
import zlib

for module in zlib, _ctypes, _csv:
    for name in "__version__", "nothing":
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                print(getattr(module, name), "__version__" in vars(module), [str(warning.message) for warning in caught])
            except AttributeError as error:
                print(error)
for module in zlib, _ctypes:
    try:
        module.__getattr__("nothing")
    except AttributeError as error:
        print(error)

# expect: 1.0 False ["'__version__' is deprecated and slated for removal in Python 3.20"]
# expect: module 'zlib' has no attribute 'nothing'
# expect: 1.1.0 False ["'__version__' is deprecated and slated for removal in Python 3.20"]
# expect: module '_ctypes' has no attribute 'nothing'
# expect: module '_csv' has no attribute '__version__'
# expect: module '_csv' has no attribute 'nothing'
# expect: module 'zlib' has no attribute 'nothing'
# expect: module '_ctypes' has no attribute 'nothing'
