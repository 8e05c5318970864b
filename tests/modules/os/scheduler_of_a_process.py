import os

param = os.sched_getparam(0)
policy = os.sched_getscheduler(0)
print(type(param), isinstance(param.sched_priority, int), policy in (os.SCHED_OTHER, os.SCHED_BATCH, os.SCHED_IDLE, os.SCHED_FIFO, os.SCHED_RR))
low, high = os.sched_get_priority_min(os.SCHED_RR), os.sched_get_priority_max(os.SCHED_RR)
print(low <= high, os.sched_param(5), os.sched_param(sched_priority="any"))
print(len(param), param[0] == param.sched_priority, os.sched_param.n_fields)
for act in (lambda: os.sched_setparam(0, param), lambda: os.sched_setscheduler(0, policy, param)):
    try:
        act()
    except PermissionError:
        pass  # the policy of this process is not one that it may set
print(isinstance(os.sched_rr_get_interval(0), float))


def refused(function, *arguments):
    try:
        return function(*arguments)
    except (OSError, TypeError, OverflowError) as e:
        return f"{type(e).__name__}: {e}"


print(refused(os.sched_param), refused(os.sched_param, 1, 2))
for p in (None, (0,), os.sched_param(None), os.sched_param(1 << 40), os.sched_param(-1 << 40)):
    print(refused(os.sched_setparam, 0, p))
print(refused(os.sched_getscheduler, -1), refused(os.sched_getparam, -1), refused(os.sched_setparam, -1, param))
print(refused(os.sched_get_priority_max, -23), refused(os.sched_get_priority_min, -23))
child = os.posix_spawn("/bin/true", ["true"], os.environ, scheduler=(policy, os.sched_param(os.sched_get_priority_min(policy))))
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
child = os.posix_spawnp("true", ["true"], os.environ, scheduler=(None, param))
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(refused(lambda: os.posix_spawn("/bin/true", ["true"], os.environ, scheduler=(policy, 1))))

# expect: <class 'posix.sched_param'> True True
# expect: True posix.sched_param(sched_priority=5) posix.sched_param(sched_priority='any')
# expect: 1 True 1
# expect: True
# expect: TypeError: sched_param() missing required argument 'sched_priority' (pos 1) TypeError: sched_param() takes at most 1 argument (2 given)
# expect: TypeError: must have a sched_param object
# expect: TypeError: must have a sched_param object
# expect: TypeError: 'NoneType' object cannot be interpreted as an integer
# expect: OverflowError: sched_priority out of range
# expect: OverflowError: sched_priority out of range
# expect: OSError: [Errno 22] Invalid argument OSError: [Errno 22] Invalid argument OSError: [Errno 22] Invalid argument
# expect: OSError: [Errno 22] Invalid argument OSError: [Errno 22] Invalid argument
# expect: 0
# expect: 0
# expect: TypeError: must have a sched_param object
