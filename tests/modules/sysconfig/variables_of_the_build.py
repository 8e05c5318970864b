import sysconfig

print(sysconfig.get_config_var("no such variable"), sysconfig.get_config_var("SIZEOF_VOID_P"), "purelib" in sysconfig.get_paths())
import test.support
print(test.support.has_subprocess_support)
print(sysconfig.get_config_var("TZPATH").split(":")[0])

# expect: None 8 True
# expect: True
# expect: /usr/share/zoneinfo
