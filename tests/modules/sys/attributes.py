import sys

print(sys.maxsize == 2**63 - 1, sys.byteorder, sys.argv[0].endswith("attributes.py"), len(sys.argv))
print(sys.version_info[0], sys.version_info >= (3, 11), sys.maxunicode, type(sys.path).__name__)
print("sys" in sys.modules, sys.stdout.encoding, sys.getdefaultencoding(), sys.float_info.max)
print(sys.float_info.dig, sys.hash_info.modulus == 2**61 - 1, sys.getrecursionlimit() >= 1000)
print(sys.platform)
print(sys.stdin.readable(), sys.stderr.writable(), sys.modules["__main__"].__name__)
print(sys.flags.optimize, sys.intern("x"), isinstance(sys.executable, str))
print("sys" in sys.builtin_module_names, sys.getsizeof([]) > 0)

# expect: True little True 1
# expect: 3 True 1114111 list
# expect: True utf-8 utf-8 1.7976931348623157e+308
# expect: 15 True True
# expect: linux
# expect: True True __main__
# expect: 0 x True
# expect: True True
