import os
import resource


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


print(resource.getpagesize() == os.sysconf("SC_PAGESIZE"), resource.RLIM_INFINITY, resource.error is OSError)
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
print(type(soft) is int, hard == resource.RLIM_INFINITY or soft <= hard)
print(resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard)), resource.getrlimit(resource.RLIMIT_NOFILE) == (soft, hard))
print(resource.setrlimit(resource.RLIMIT_CORE, [0, resource.getrlimit(resource.RLIMIT_CORE)[1]]), resource.getrlimit(resource.RLIMIT_CORE)[0])
lower = 40 if soft == resource.RLIM_INFINITY or soft > 40 else soft
print(resource.prlimit(0, resource.RLIMIT_NOFILE) == (soft, hard), resource.prlimit(0, resource.RLIMIT_NOFILE, (lower, hard)) == (soft, hard),
      resource.getrlimit(resource.RLIMIT_NOFILE) == (lower, hard), resource.prlimit(os.getpid(), resource.RLIMIT_NOFILE, (soft, hard)) == (lower, hard))

# A limit that the kernel enforces.
pid = os.fork()
if pid == 0:
    resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))
    try:
        for _ in range(30):
            os.dup(0)
    except OSError as error:
        os._exit(error.errno)
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

usage = resource.getrusage(resource.RUSAGE_SELF)
print(type(usage).__name__, type(usage).__module__, len(usage), usage.ru_utime >= 0 and usage.ru_stime >= 0, type(usage.ru_utime).__name__, usage.ru_maxrss > 0, usage[2] == usage.ru_maxrss)
sum(range(1000000))
later = resource.getrusage(resource.RUSAGE_SELF)
print(later.ru_utime + later.ru_stime > usage.ru_utime + usage.ru_stime, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0)
print(resource.getrusage(resource.RUSAGE_THREAD).ru_utime <= later.ru_utime + 1000)
for source in ("resource.getrlimit(77)", "resource.getrlimit(-1)", "resource.getrlimit('x')", "resource.setrlimit(77, (1, 1))", "resource.setrlimit(resource.RLIMIT_NOFILE, 5)",
               "resource.setrlimit(resource.RLIMIT_NOFILE, (1, 2, 3))", "resource.setrlimit(resource.RLIMIT_NOFILE, ('a', 'b'))", "resource.setrlimit(resource.RLIMIT_NOFILE, (50, 20))",
               "resource.setrlimit(resource.RLIMIT_NOFILE, (1.5, 2))", "resource.setrlimit(resource.RLIMIT_NOFILE, (2 ** 80, 2 ** 80))", "resource.prlimit(-1, resource.RLIMIT_NOFILE)",
               "resource.prlimit(2 ** 30, resource.RLIMIT_NOFILE)", "resource.prlimit(0, 77)", "resource.prlimit(0, 0, 1)", "resource.getrusage(77)", "resource.getrusage('x')",
               "resource.getpagesize(1)"):
    show(source)

# expect-before-3.15: True -1 True
# expect-since-3.15: True 18446744073709551615 True
# expect: True True
# expect: None True
# expect: None 0
# expect: True True True True
# expect: 24
# expect: struct_rusage resource 16 True float True True
# expect: True True
# expect: True
# expect: resource.getrlimit(77) -> ValueError invalid resource specified
# expect: resource.getrlimit(-1) -> ValueError invalid resource specified
# expect: resource.getrlimit('x') -> TypeError
# expect: resource.setrlimit(77, (1, 1)) -> ValueError invalid resource specified
# expect: resource.setrlimit(resource.RLIMIT_NOFILE, 5) -> TypeError
# expect: resource.setrlimit(resource.RLIMIT_NOFILE, (1, 2, 3)) -> ValueError expected a tuple of 2 integers
# expect: resource.setrlimit(resource.RLIMIT_NOFILE, ('a', 'b')) -> TypeError
# expect: resource.setrlimit(resource.RLIMIT_NOFILE, (50, 20)) -> ValueError current limit exceeds maximum limit
# expect: resource.setrlimit(resource.RLIMIT_NOFILE, (1.5, 2)) -> TypeError
# expect: resource.setrlimit(resource.RLIMIT_NOFILE, (2 ** 80, 2 ** 80)) -> OverflowError
# expect: resource.prlimit(-1, resource.RLIMIT_NOFILE) -> ProcessLookupError [Errno 3] No such process
# expect: resource.prlimit(2 ** 30, resource.RLIMIT_NOFILE) -> ProcessLookupError [Errno 3] No such process
# expect: resource.prlimit(0, 77) -> ValueError invalid resource specified
# expect: resource.prlimit(0, 0, 1) -> TypeError
# expect: resource.getrusage(77) -> ValueError invalid who parameter
# expect: resource.getrusage('x') -> TypeError
# expect: resource.getpagesize(1) -> TypeError
