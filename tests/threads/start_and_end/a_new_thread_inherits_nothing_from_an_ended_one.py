# The system's thread that ran an ended one may run a new one: that must not show.
import contextvars
import os
import signal
import threading


def run(f):
    result = []
    t = threading.Thread(target=lambda: result.append(f()))
    t.start()
    t.join()
    return result[0] if result else None


local = threading.local()
variable = contextvars.ContextVar("variable", default="unset")


def leave_traces():
    local.x = 1
    variable.set("set")
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGUSR2])
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])


def see_traces():
    return (hasattr(local, "x"), variable.get(), signal.pthread_sigmask(signal.SIG_BLOCK, []) == mask, os.sched_getaffinity(0) == cpus)


mask = signal.pthread_sigmask(signal.SIG_BLOCK, [])
cpus = os.sched_getaffinity(0)
for _ in range(5):
    run(leave_traces)
    print(run(see_traces))

signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
print(signal.SIGUSR2 in run(lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [])))
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR2])
print(signal.SIGUSR2 in run(lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [])))


# A signal for the process interrupts the main thread's wait although others are idle.
class Alarm(Exception):
    pass


def on_alarm(number, frame):
    raise Alarm


signal.signal(signal.SIGALRM, on_alarm)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    threading.Event().wait(1000)
except Alarm:
    print("interrupted")


# Depth: recursion in a thread after another one has recursed deeply.
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print([run(lambda: depth(800)) for _ in range(3)])

# Many at once, then many in turn; identifiers of those that run at the same time differ.
barrier = threading.Barrier(50)
idents = []


def meet():
    barrier.wait()
    idents.append(threading.get_ident())
    barrier.wait()


for _ in range(3):
    idents.clear()
    threads = [threading.Thread(target=meet) for _ in range(50)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(len(set(idents)))

# A fork's child has none of the idle threads and starts its own; a thread that forks is the main thread there.
pid = os.fork()
if pid == 0:
    ok = [run(lambda: 7) for _ in range(3)] == [7, 7, 7]
    os._exit(0 if ok else 1)
print(os.waitpid(pid, 0)[1])


def fork_here():
    child = os.fork()
    if child == 0:
        main = threading.main_thread()
        os._exit(0 if main is threading.current_thread() and main.ident == threading.get_ident() else 1)
    return os.waitpid(child, 0)[1]


print(run(fork_here))

# expect: (False, 'unset', True, True)
# expect: (False, 'unset', True, True)
# expect: (False, 'unset', True, True)
# expect: (False, 'unset', True, True)
# expect: (False, 'unset', True, True)
# expect: True
# expect: False
# expect: interrupted
# expect: [800, 800, 800]
# expect: 50
# expect: 50
# expect: 50
# expect: 0
# expect: 0
