# Signatures of native classes that their docstrings tell.
import _pickle
import functools
import inspect
import io
import operator

for cls in (_pickle.Pickler, _pickle.Unpickler):
    print(cls.__name__, inspect.signature(cls), cls.__doc__[0].isupper())
for cls in (classmethod, staticmethod, operator.itemgetter, operator.attrgetter, operator.methodcaller, io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
    print(cls.__text_signature__)


class Sub(_pickle.Pickler):
    pass


print(inspect.signature(Sub))
print(functools.cmp_to_key(lambda a, b: 0).__text_signature__)

# expect: Pickler (file, protocol=None, fix_imports=True, buffer_callback=None) True
# expect: Unpickler (file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()) True
# expect: (function, /)
# expect: (function, /)
# expect: (item, /, *items)
# expect: (attr, /, *attrs)
# expect: (name, /, *args, **kwargs)
# expect: (raw, buffer_size=DEFAULT_BUFFER_SIZE)
# expect: (raw, buffer_size=DEFAULT_BUFFER_SIZE)
# expect: (raw, buffer_size=DEFAULT_BUFFER_SIZE)
# expect: (file, protocol=None, fix_imports=True, buffer_callback=None)
# expect: (obj)
