# The values are the machine's: what is shown is of which kind they are, and that several ways to them agree.
import os
import tempfile


def show(call):
    try:
        print(call())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)


name = os.uname()
print(type(name).__name__, name.sysname, name[0], len(name), [type(part).__name__ for part in name], name.machine == name[4])
load = os.getloadavg()
print(len(load), all(type(x) is float and x >= 0 for x in load))
print(os.cpu_count() == os.sysconf("SC_NPROCESSORS_ONLN"), type(os.cpu_count()).__name__)
print(os.sysconf("SC_PAGESIZE") == os.sysconf(os.sysconf_names["SC_PAGESIZE"]) >= 4096, os.sysconf("SC_PAGE_SIZE") % 4096, os.sysconf("SC_CLK_TCK"))
print(os.confstr("CS_PATH"), os.confstr(os.confstr_names["CS_PATH"]), os.confstr("CS_GNU_LIBC_VERSION").split()[0])
with tempfile.TemporaryDirectory() as folder:
    fd = os.open(folder, os.O_RDONLY)
    print(os.pathconf(folder, "PC_NAME_MAX") == os.fpathconf(fd, "PC_NAME_MAX") == os.pathconf(fd, os.pathconf_names["PC_NAME_MAX"]) >= 255)
    print(os.pathconf(folder, "PC_PATH_MAX"), os.fpathconf(fd, "PC_PIPE_BUF"), os.pathconf(folder, "PC_NO_TRUNC"))
    os.close(fd)
for source in ("os.sysconf('SC_NOTHING')", "os.sysconf(-1)", "os.sysconf(1.5)", "os.confstr('CS_NOTHING')", "os.confstr(100000)", "os.confstr(None)",
               "os.pathconf('/', 'PC_NOTHING')", "os.pathconf('/no such place', 'PC_NAME_MAX')",
               "os.fpathconf('x', 1)", "os.uname(1)", "os.getloadavg(1)"):
    print(source, end=": ")
    show(lambda: eval(source))
print(len(os.sysconf_names) > 100, len(os.confstr_names) > 20, len(os.pathconf_names) >= 20, sorted(os.pathconf_names)[:3])

# expect: uname_result Linux Linux 5 ['str', 'str', 'str', 'str', 'str'] True
# expect: 3 True
# expect: True int
# expect: True 0 100
# expect: /bin:/usr/bin /bin:/usr/bin glibc
# expect: True
# expect: 4096 4096 1
# expect: os.sysconf('SC_NOTHING'): ValueError unrecognized configuration name
# expect: os.sysconf(-1): OSError [Errno 22] Invalid argument
# expect: os.sysconf(1.5): TypeError
# expect: os.confstr('CS_NOTHING'): ValueError unrecognized configuration name
# expect: os.confstr(100000): OSError [Errno 22] Invalid argument
# expect: os.confstr(None): TypeError
# expect: os.pathconf('/', 'PC_NOTHING'): ValueError unrecognized configuration name
# expect: os.pathconf('/no such place', 'PC_NAME_MAX'): FileNotFoundError [Errno 2] No such file or directory: '/no such place'
# expect: os.fpathconf('x', 1): TypeError
# expect: os.uname(1): TypeError
# expect: os.getloadavg(1): TypeError
# expect: True True True ['PC_ALLOC_SIZE_MIN', 'PC_ASYNC_IO', 'PC_CHOWN_RESTRICTED']
