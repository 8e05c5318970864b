import os
import signal


def child(work):
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(9)
    return pid


def die_of(number):
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def told(status):
    told = [name for name in ("WIFEXITED", "WIFSIGNALED", "WIFSTOPPED", "WIFCONTINUED") if getattr(os, name)(status)]
    if os.WIFEXITED(status):
        told.append(os.WEXITSTATUS(status))
    if os.WIFSIGNALED(status):
        told += [signal.Signals(os.WTERMSIG(status)).name]
    if os.WIFSTOPPED(status):
        told.append(signal.Signals(os.WSTOPSIG(status)).name)
    return told


print([told(status) for status in (0, 0x0300, 0x8500, 9, 0x137F, 0xFFFF)], os.WCOREDUMP(0x8B), os.WCOREDUMP(0x0B))
print([os.waitstatus_to_exitcode(status) for status in (0, 0x0300, 9)])

pid = child(lambda: os._exit(3))
print(told(os.waitpid(pid, 0)[1]))
pid = child(lambda: os._exit(4))
ended, status, usage = os.wait4(pid, 0)
print(ended == pid, told(status), type(usage).__name__, usage.ru_utime >= 0, len(usage))
pid = child(lambda: die_of(signal.SIGTERM))
ended, status, usage = os.wait3(0)
print(ended == pid, told(status), usage.ru_maxrss >= 0)

# Stopped, continued and killed, without taking the last status away.
pid = child(signal.pause)
os.kill(pid, signal.SIGSTOP)
print(told(os.waitpid(pid, os.WUNTRACED)[1]))
os.kill(pid, signal.SIGCONT)
print(told(os.waitpid(pid, os.WCONTINUED)[1]))
print(os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG), os.wait4(pid, os.WNOHANG)[:2], os.wait3(os.WNOHANG)[:2])
os.kill(pid, signal.SIGKILL)
for flags in (os.WEXITED | os.WNOWAIT, os.WEXITED):
    result = os.waitid(os.P_PID, pid, flags)
    print(type(result).__name__, result.si_pid == pid, result.si_uid == os.getuid(), result.si_signo == signal.SIGCHLD, result.si_status, result.si_code == os.CLD_KILLED)

# A signal for a group.
pid = child(lambda: (os.setpgid(0, 0), signal.pause()))
try:
    os.setpgid(pid, pid)
except PermissionError:
    pass
os.killpg(pid, signal.SIGKILL)
print(told(os.waitpid(-pid, 0)[1]))


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except (OSError, ValueError) as error:
        print(source, "->", type(error).__name__, error)


for source in ("os.wait3(0)", "os.wait4(-1, 0)", "os.waitid(os.P_ALL, 0, os.WEXITED)", "os.waitid(os.P_ALL, 0, 0)", "os.waitid(77, 0, os.WEXITED)", "os.wait4('x', 0)",
               "os.wait4(0)", "os.killpg(2 ** 30, 0)", "os.killpg(1, 'x')", "os.WIFEXITED('x')", "os.WEXITSTATUS(2 ** 40)", "os.WTERMSIG()", "os.WSTOPSIG(None)",
               "os.waitstatus_to_exitcode(0x137f)", "os.wait()", "os.WCOREDUMP('x')"):
    show(source)

# expect: [['WIFEXITED', 0], ['WIFEXITED', 3], ['WIFEXITED', 133], ['WIFSIGNALED', 'SIGKILL'], ['WIFSTOPPED', 'SIGSTOP'], ['WIFCONTINUED']] True False
# expect: [0, 3, -9]
# expect: ['WIFEXITED', 3]
# expect: True ['WIFEXITED', 4] struct_rusage True 16
# expect: True ['WIFSIGNALED', 'SIGTERM'] True
# expect: ['WIFSTOPPED', 'SIGSTOP']
# expect: ['WIFCONTINUED']
# expect: None (0, 0) (0, 0)
# expect: waitid_result True True True 9 True
# expect: waitid_result True True True 9 True
# expect: ['WIFSIGNALED', 'SIGKILL']
# expect: os.wait3(0) -> ChildProcessError [Errno 10] No child processes
# expect: os.wait4(-1, 0) -> ChildProcessError [Errno 10] No child processes
# expect: os.waitid(os.P_ALL, 0, os.WEXITED) -> ChildProcessError [Errno 10] No child processes
# expect: os.waitid(os.P_ALL, 0, 0) -> OSError [Errno 22] Invalid argument
# expect: os.waitid(77, 0, os.WEXITED) -> OSError [Errno 22] Invalid argument
# expect: os.wait4('x', 0) -> TypeError
# expect: os.wait4(0) -> TypeError
# expect: os.killpg(2 ** 30, 0) -> ProcessLookupError [Errno 3] No such process
# expect: os.killpg(1, 'x') -> TypeError
# expect: os.WIFEXITED('x') -> TypeError
# expect: os.WEXITSTATUS(2 ** 40) -> OverflowError
# expect: os.WTERMSIG() -> TypeError
# expect: os.WSTOPSIG(None) -> TypeError
# expect: os.waitstatus_to_exitcode(0x137f) -> ValueError process stopped by delivery of signal 19
# expect: os.wait() -> ChildProcessError [Errno 10] No child processes
# expect: os.WCOREDUMP('x') -> TypeError
