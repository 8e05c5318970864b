# Signatures of native classes that their docstrings tell.
import _pickle
import inspect
import io

for cls in (_pickle.Pickler, _pickle.Unpickler):
    print(cls.__name__, inspect.signature(cls), cls.__doc__[0].isupper())
for cls in (classmethod, staticmethod, io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
    print(cls.__text_signature__)


class Sub(_pickle.Pickler):
    pass


print(inspect.signature(Sub))

# expect: Pickler (file, protocol=None, fix_imports=True, buffer_callback=None) True
# expect: Unpickler (file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()) True
# expect: (function, /)
# expect: (function, /)
# expect: (raw, buffer_size=DEFAULT_BUFFER_SIZE)
# expect: (raw, buffer_size=DEFAULT_BUFFER_SIZE)
# expect: (raw, buffer_size=DEFAULT_BUFFER_SIZE)
# expect: (file, protocol=None, fix_imports=True, buffer_callback=None)
