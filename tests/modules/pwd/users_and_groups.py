# min-version: 3.13
# What the machine's files say of the superuser, and that all ways to an entry lead to the same.
import grp
import os
import pwd


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


root = pwd.getpwnam("root")
print(type(root).__name__, type(root).__module__, len(root), root.pw_name, root.pw_uid, root[3] == root.pw_gid, root.pw_dir == root[5], type(root.pw_shell).__name__, type(root.pw_gecos).__name__)
print(pwd.getpwuid(0) == root, root in pwd.getpwall(), pwd.getpwuid(False) == root)
everybody = pwd.getpwall()
print(type(everybody) is list, all(pwd.getpwnam(entry.pw_name).pw_name == entry.pw_name for entry in everybody))
group = grp.getgrnam("root")
print(type(group).__name__, type(group).__module__, len(group), group.gr_name, group.gr_gid, group.gr_mem == group[3], type(group.gr_mem).__name__, type(group.gr_passwd).__name__)
print(grp.getgrgid(0) == group, group in grp.getgrall(), all(grp.getgrnam(entry.gr_name).gr_name == entry.gr_name for entry in grp.getgrall()))
for source in ("pwd.getpwnam('no such user')", "pwd.getpwnam('')", "pwd.getpwnam(b'root')", "pwd.getpwnam(0)", "pwd.getpwuid(2 ** 31 - 77)",
               "pwd.getpwuid('root')", "pwd.getpwuid(1.5)", "pwd.getpwall(1)", "grp.getgrnam('no such group')",
               "grp.getgrnam(b'root')", "grp.getgrgid(2 ** 31 - 77)", "grp.getgrgid('root')", "grp.getgrgid(1.5)", "grp.getgrall(1)"):
    show(source)
print(pwd.struct_passwd(range(7)).pw_shell, grp.struct_group("abcd").gr_mem, repr(grp.struct_group((1, 2, 3, 4))))
for wrong in (lambda: pwd.struct_passwd((1, 2)), lambda: grp.struct_group(range(5))):
    try:
        wrong()
    except TypeError as error:
        print(type(error).__name__)

# expect: struct_passwd pwd 7 root 0 True True str str
# expect: True True True
# expect: True True
# expect: struct_group grp 4 root 0 True list str
# expect: True True True
# expect: pwd.getpwnam('no such user') -> KeyError "getpwnam(): name not found: 'no such user'"
# expect: pwd.getpwnam('') -> KeyError "getpwnam(): name not found: ''"
# expect: pwd.getpwnam(b'root') -> TypeError
# expect: pwd.getpwnam(0) -> TypeError
# expect: pwd.getpwuid(2 ** 31 - 77) -> KeyError 'getpwuid(): uid not found: 2147483571'
# expect: pwd.getpwuid('root') -> TypeError
# expect: pwd.getpwuid(1.5) -> TypeError
# expect: pwd.getpwall(1) -> TypeError
# expect: grp.getgrnam('no such group') -> KeyError "getgrnam(): name not found: 'no such group'"
# expect: grp.getgrnam(b'root') -> TypeError
# expect: grp.getgrgid(2 ** 31 - 77) -> KeyError 'getgrgid(): gid not found: 2147483571'
# expect: grp.getgrgid('root') -> TypeError
# expect: grp.getgrgid(1.5) -> TypeError
# expect: grp.getgrall(1) -> TypeError
# expect: 6 d grp.struct_group(gr_name=1, gr_passwd=2, gr_gid=3, gr_mem=4)
# expect: TypeError
# expect: TypeError
