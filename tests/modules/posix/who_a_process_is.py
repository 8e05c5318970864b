# The ids are the machine's: what is shown is how the functions agree, and that setting an id to itself changes nothing.
import os


def show(call):
    try:
        print(call())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)


def in_child(work):
    """The exit status of a child that calls work()."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if work() else 1)
        except BaseException as error:
            print("child:", type(error).__name__, error, flush=True)
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


uid, gid = os.getuid(), os.getgid()
print(os.getresuid()[0] == uid, os.getresuid()[1] == os.geteuid(), os.getresgid()[0] == gid, os.getresgid()[1] == os.getegid())
print(all(type(i) is int for i in (uid, gid, os.getpid(), os.getppid(), os.getpgrp())), os.getpgid(0) == os.getpgrp() == os.getpgid(os.getpid()))
print(os.getsid(0) == os.getsid(os.getpid()))


def ids_set_to_themselves():
    before = os.getresuid(), os.getresgid()
    os.setgid(gid), os.setegid(os.getegid()), os.setregid(-1, -1), os.setresgid(-1, gid, -1)
    os.setuid(uid), os.seteuid(os.geteuid()), os.setreuid(-1, -1), os.setresuid(-1, uid, -1)
    os.setreuid(uid, os.geteuid()), os.setregid(gid, os.getegid())
    return (os.getresuid(), os.getresgid()) == before


parent = os.getpid()
print(in_child(ids_set_to_themselves), in_child(lambda: os.getppid() == parent and os.getpid() != parent))
print(in_child(lambda: os.setpgid(0, 0) is None and os.getpgrp() == os.getpid()))
print(in_child(lambda: os.setpgrp() is None and os.getpgid(0) == os.getpid() and os.getsid(0) != os.getpid()))
print(in_child(lambda: os.setsid() is None and os.getsid(0) == os.getpgrp() == os.getpid()))


def session_of_a_leader():
    os.setsid()
    try:
        os.setsid()
    except PermissionError:
        return True


print(in_child(session_of_a_leader))
for source in ("os.setuid(-2)", "os.setuid(2 ** 40)", "os.setgid('x')", "os.seteuid(1.5)", "os.setegid(-5)", "os.setreuid(1)", "os.setregid(2 ** 32, 0)",
               "os.setresuid(1, 2)", "os.setresgid('a', 'b', 'c')", "os.getpgid(-1)", "os.getsid(2 ** 30)", "os.setpgid(-1, 0)", "os.getpgid('x')", "os.setsid(1)"):
    print(source, end=": ")
    show(lambda: eval(source))

# Groups.
groups = os.getgroups()
print(type(groups) is list, all(type(g) is int for g in groups))


def allowed(call, *arguments):
    """True also where only the superuser may call it."""
    try:
        return call(*arguments) is None
    except PermissionError:
        return True


print(in_child(lambda: allowed(os.setgroups, groups) and os.getgroups() == groups), in_child(lambda: allowed(os.setgroups, ())))
print(gid in os.getgrouplist("nobody", gid), os.getgrouplist("no such user", 12345), in_child(lambda: allowed(os.initgroups, "nobody", gid)))
for source in ("os.setgroups(5)", "os.setgroups(['x'])", "os.setgroups([2 ** 40])", "os.setgroups([0] * 70000)", "os.getgrouplist(5, 5)", "os.getgrouplist('a', 'b')",
               "os.getgrouplist('a\\0b', 1)", "os.initgroups('x')", "os.initgroups('x', 'y')"):
    print(source, end=": ")
    show(lambda: eval(source))

# Terminals: there is none on a pipe.
read, write = os.pipe()
show(lambda: os.tcgetpgrp(read))
show(lambda: os.tcsetpgrp(read, 1))
show(lambda: os.tcgetpgrp(-1))
show(lambda: os.ttyname(read))
print(os.isatty(read), os.isatty(-1), os.ctermid())
try:
    print(type(os.getlogin()) is str)
except OSError:
    print(True)

# Priority.
now = os.getpriority(os.PRIO_PROCESS, 0)
print(os.nice(0) == now == os.getpriority(os.PRIO_PROCESS, os.getpid()), os.setpriority(os.PRIO_PROCESS, 0, now))
print(in_child(lambda: os.nice(1) == min(now + 1, 19) and os.getpriority(os.PRIO_PROCESS, 0) == min(now + 1, 19)))
show(lambda: os.getpriority(77, 0))
show(lambda: os.setpriority(77, 0, 0))
show(lambda: os.nice("x"))
print(os.sched_yield(), os.PRIO_PROCESS, os.PRIO_PGRP, os.PRIO_USER)

# expect: True True True True
# expect: True True
# expect: True
# expect: 0 0
# expect: 0
# expect: 0
# expect: 0
# expect: 0
# expect: os.setuid(-2): OverflowError
# expect: os.setuid(2 ** 40): OverflowError
# expect: os.setgid('x'): TypeError
# expect: os.seteuid(1.5): TypeError
# expect: os.setegid(-5): OverflowError
# expect: os.setreuid(1): TypeError
# expect: os.setregid(2 ** 32, 0): OverflowError
# expect: os.setresuid(1, 2): TypeError
# expect: os.setresgid('a', 'b', 'c'): TypeError
# expect: os.getpgid(-1): ProcessLookupError [Errno 3] No such process
# expect: os.getsid(2 ** 30): ProcessLookupError [Errno 3] No such process
# expect: os.setpgid(-1, 0): OSError [Errno 22] Invalid argument
# expect: os.getpgid('x'): TypeError
# expect: os.setsid(1): TypeError
# expect: True True
# expect: 0 0
# expect: True [12345] 0
# expect: os.setgroups(5): TypeError
# expect: os.setgroups(['x']): TypeError
# expect: os.setgroups([2 ** 40]): OverflowError
# expect: os.setgroups([0] * 70000): ValueError too many groups
# expect: os.getgrouplist(5, 5): TypeError
# expect: os.getgrouplist('a', 'b'): TypeError
# expect: os.getgrouplist('a\0b', 1): ValueError embedded null character
# expect: os.initgroups('x'): TypeError
# expect: os.initgroups('x', 'y'): TypeError
# expect: OSError [Errno 25] Inappropriate ioctl for device
# expect: OSError [Errno 25] Inappropriate ioctl for device
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 25] Inappropriate ioctl for device
# expect: False False /dev/tty
# expect: True
# expect: True None
# expect: 0
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 22] Invalid argument
# expect: TypeError
# expect: None 0 1 2
