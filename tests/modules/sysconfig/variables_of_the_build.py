import sysconfig

print(sysconfig.get_config_var("no such variable"), sysconfig.get_config_var("SIZEOF_VOID_P"), "purelib" in sysconfig.get_paths())
import test.support
print(test.support.has_subprocess_support)
print(sysconfig.get_config_var("TZPATH").split(":")[0])
# New in 3.15; CPython before has none.
print(sysconfig.get_config_var("SOABI_PLATFORM") in (None, sysconfig.get_config_var("MULTIARCH")), (sysconfig.get_config_var("SOABI_PLATFORM") or "") in sysconfig.get_config_var("SOABI"))

# expect: None 8 True
# expect: True
# expect: /usr/share/zoneinfo
# expect: True True
