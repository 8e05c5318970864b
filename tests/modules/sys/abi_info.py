# min-version: 3.15
import sys
import sysconfig

print(sorted(vars(sys.abi_info)))
print(sys.abi_info.pointer_bits, sys.abi_info.byteorder, sys.abi_info.debug)
print(sys.abi_info.free_threaded == bool(sysconfig.get_config_var("Py_GIL_DISABLED")))
print(("t" in sysconfig.get_config_var("ABIFLAGS")) == sys.abi_info.free_threaded)
print(isinstance(sys.implementation.supports_isolated_interpreters, bool))

# expect: ['byteorder', 'debug', 'free_threaded', 'pointer_bits']
# expect: 64 little False
# expect: True
# expect: True
# expect: True
