import platform
import sys

print(platform.python_implementation())
print(platform.python_version() == sys.version.split()[0], platform.python_version_tuple()[:2] == tuple(map(str, sys.version_info[:2])))
print(bool(platform.python_compiler()), platform.system())

# expect: CPython
# expect: True True
# expect: True Linux
