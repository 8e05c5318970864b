# Ids of users and groups as arguments; the databases as a whole, with entries that share an id.
import grp
import os
import pwd


def message(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for function, argument in (
    (grp.getgrgid, "a"), (grp.getgrgid, 1.5), (pwd.getpwuid, "a"), (grp.getgrgid, -2), (grp.getgrgid, 2**70), (grp.getgrgid, -(2**70)),
    (pwd.getpwuid, 2**70), (pwd.getpwuid, -2), (pwd.getpwnam, "no such user"), (grp.getgrnam, "no such group"),
):
    print(function.__name__, message(function, argument))
for function in os.setuid, os.seteuid, os.setgid, os.setegid:
    print(function.__name__, message(function, "0"), message(function, 2**70), message(function, -2))


class Index:
    def __index__(self):
        return 0


print(pwd.getpwuid(Index()).pw_uid, grp.getgrgid(Index()).gr_gid)


def entries(path):
    with open(path) as file:
        return [line.split(":") for line in file if ":" in line]


users, groups = pwd.getpwall(), grp.getgrall()
print({(u.pw_name, u.pw_uid, u.pw_gid) for u in users} >= {(e[0], int(e[2]), int(e[3])) for e in entries("/etc/passwd")})
print({(g.gr_name, g.gr_gid, tuple(g.gr_mem)) for g in groups} >= {(e[0], int(e[2]), tuple(filter(None, e[3].strip().split(",")))) for e in entries("/etc/group")})
print(all(pwd.getpwnam(u.pw_name).pw_dir == u.pw_dir for u in users), all(grp.getgrnam(g.gr_name).gr_mem == g.gr_mem for g in groups))
print(isinstance(os.getgroups(), list), os.getgid() in os.getgrouplist(pwd.getpwuid(os.getuid()).pw_name, os.getgid()))

# expect: getgrgid TypeError: gid should be integer, not str
# expect: getgrgid TypeError: gid should be integer, not float
# expect: getpwuid TypeError: uid should be integer, not str
# expect: getgrgid OverflowError: gid is less than minimum
# expect: getgrgid OverflowError: gid is greater than maximum
# expect: getgrgid OverflowError: gid is less than minimum
# expect: getpwuid KeyError: 'getpwuid(): uid not found'
# expect: getpwuid KeyError: 'getpwuid(): uid not found'
# expect: getpwnam KeyError: "getpwnam(): name not found: 'no such user'"
# expect: getgrnam KeyError: "getgrnam(): name not found: 'no such group'"
# expect: setuid TypeError: uid should be integer, not str OverflowError: uid is greater than maximum OverflowError: uid is less than minimum
# expect: seteuid TypeError: uid should be integer, not str OverflowError: uid is greater than maximum OverflowError: uid is less than minimum
# expect: setgid TypeError: gid should be integer, not str OverflowError: gid is greater than maximum OverflowError: gid is less than minimum
# expect: setegid TypeError: gid should be integer, not str OverflowError: gid is greater than maximum OverflowError: gid is less than minimum
# expect: 0 0
# expect: True
# expect: True
# expect: True True
# expect: True True
