# CPython 3.14 has sys._jit and functions for debuggers. There is neither here, and programs that ask are told so.
import sys

jit = getattr(sys, "_jit", None)
print(jit is None or (jit.is_available(), jit.is_enabled(), jit.is_active()) == (False, False, False))
tinypy = sys.implementation.name == "tinypy"
print(not tinypy or not sys.is_remote_debug_enabled())
try:
    if not tinypy:
        raise RuntimeError("Remote debugging is not enabled")
    sys.remote_exec(0, "script.py")
except RuntimeError as e:
    print(e)

# expect: True
# expect: True
# expect: Remote debugging is not enabled
