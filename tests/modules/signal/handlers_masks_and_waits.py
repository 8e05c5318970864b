import os
import signal
import threading


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


def handler(number, frame):
    seen.append((signal.Signals(number).name, frame is not None))


seen = []
print(signal.getsignal(signal.SIGUSR1) == signal.SIG_DFL, signal.signal(signal.SIGUSR1, handler) == signal.SIG_DFL, signal.getsignal(signal.SIGUSR1) is handler)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGKILL) == signal.SIG_DFL, signal.signal(signal.SIGUSR2, signal.SIG_IGN) == 0)
signal.raise_signal(signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR2)
print(seen)
print(signal.strsignal(signal.SIGTERM), "/", signal.strsignal(11), "/", signal.strsignal(signal.SIGKILL))
valid = signal.valid_signals()
print(type(valid).__name__, signal.SIGINT in valid, signal.SIGKILL in valid, 0 in valid, signal.NSIG in valid, signal.SIGRTMIN in valid)

# Blocked signals are pending until somebody takes them.
print(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGALRM}) >= set(), signal.sigpending() & {signal.SIGUSR1})
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigpending() & {signal.SIGUSR1}, signal.sigwait([signal.SIGUSR1]), signal.sigpending() & {signal.SIGUSR1})
os.kill(os.getpid(), signal.SIGUSR1)
info = signal.sigwaitinfo({signal.SIGUSR1})
print(type(info).__name__, info.si_signo == signal.SIGUSR1, info.si_pid == os.getpid(), info.si_uid == os.getuid(), info.si_code, len(info), info.si_errno)
print(signal.sigtimedwait([signal.SIGUSR1], 0), signal.sigtimedwait((signal.SIGUSR1,), 0.001))
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigtimedwait([signal.SIGUSR1], 1000).si_signo == signal.SIGUSR1, len(seen))
signal.raise_signal(signal.SIGUSR1)
print(len(seen), sorted(signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1]) & {signal.SIGUSR1}), len(seen))

# Alarms and timers.
signal.signal(signal.SIGALRM, handler)
print(signal.alarm(1000), 990 < signal.alarm(0) <= 1000, signal.alarm(0))
print(signal.setitimer(signal.ITIMER_REAL, 1000, 5), [round(x) for x in signal.getitimer(signal.ITIMER_REAL)] in ([1000, 5], [999, 5]), signal.setitimer(signal.ITIMER_REAL, 0)[1])
print(signal.getitimer(signal.ITIMER_VIRTUAL), signal.getitimer(signal.ITIMER_PROF))
signal.setitimer(signal.ITIMER_REAL, 0.001)
print(signal.sigwait([signal.SIGALRM]).name)

# The file descriptor that is told of signals.
read, write = os.pipe2(os.O_NONBLOCK)
print(signal.set_wakeup_fd(write), signal.set_wakeup_fd(write, warn_on_full_buffer=False) == write)
signal.raise_signal(signal.SIGUSR1)
print(os.read(read, 10) == bytes([signal.SIGUSR1]), signal.set_wakeup_fd(-1) == write, signal.set_wakeup_fd(-1))
blocking = os.pipe()[1]
for source in ("signal.set_wakeup_fd(blocking)[:0]", "signal.set_wakeup_fd(4000)", "signal.set_wakeup_fd('x')", "signal.set_wakeup_fd(1.5)"):
    try:
        eval(source)
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except Exception as error:
        print(type(error).__name__, str(error).replace(str(blocking), "FD"))

print(signal.siginterrupt(signal.SIGUSR1, False), signal.siginterrupt(signal.SIGUSR1, True))
for source in ("signal.getsignal(0)", "signal.getsignal(1000)", "signal.getsignal('x')", "signal.strsignal(0)", "signal.strsignal(1000)", "signal.siginterrupt(1000, True)",
               "signal.siginterrupt(signal.SIGKILL, True)", "signal.signal(signal.SIGUSR1, 5)", "signal.signal(1000, handler)", "signal.signal(signal.SIGKILL, handler)", "signal.alarm('x')", "signal.alarm(2 ** 80)",
               "signal.getitimer(77)", "signal.setitimer(77, 1)", "signal.setitimer(signal.ITIMER_REAL, -1)", "signal.setitimer(signal.ITIMER_REAL, 'x')", "signal.sigwait(5)",
               "signal.sigwait([1000])", "signal.sigwaitinfo([0])", "signal.sigtimedwait([1], -1)", "signal.sigtimedwait([1], 'x')", "signal.pthread_sigmask(77, [1])",
               "signal.pthread_sigmask(signal.SIG_BLOCK, 5)", "signal.raise_signal(1000)", "signal.valid_signals(1)", "signal.sigpending(1)", "signal.ItimerError is OSError"):
    show(source)


def elsewhere():
    for source in ("signal.signal(signal.SIGUSR1, handler)", "signal.set_wakeup_fd(-1)", "signal.getsignal(signal.SIGUSR1) is handler"):
        show(source)


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()

# expect: True True True
# expect: True True True
# expect: [('SIGUSR1', True)]
# expect: Terminated / Segmentation fault / Killed
# expect: set True True False False True
# expect: True set()
# expect: {<Signals.SIGUSR1: 10>} 10 set()
# expect: struct_siginfo True True True 0 7 0
# expect: None None
# expect: True 1
# expect: 1 [<Signals.SIGUSR1: 10>] 2
# expect: 0 True 0
# expect: (0.0, 0.0) True 5.0
# expect: (0.0, 0.0) (0.0, 0.0)
# expect: SIGALRM
# expect: -1 True
# expect: True True -1
# expect: ValueError the fd FD must be in non-blocking mode
# expect: OSError [Errno 9] Bad file descriptor
# expect: TypeError
# expect: TypeError
# expect: None None
# expect: signal.getsignal(0) -> ValueError signal number out of range
# expect: signal.getsignal(1000) -> ValueError signal number out of range
# expect: signal.getsignal('x') -> TypeError
# expect: signal.strsignal(0) -> ValueError signal number out of range
# expect: signal.strsignal(1000) -> ValueError signal number out of range
# expect: signal.siginterrupt(1000, True) -> ValueError signal number out of range
# expect: signal.siginterrupt(signal.SIGKILL, True) -> OSError [Errno 22] Invalid argument
# expect: signal.signal(signal.SIGUSR1, 5) -> TypeError
# expect: signal.signal(1000, handler) -> ValueError signal number out of range
# expect: signal.signal(signal.SIGKILL, handler) -> OSError [Errno 22] Invalid argument
# expect: signal.alarm('x') -> TypeError
# expect: signal.alarm(2 ** 80) -> OverflowError
# expect: signal.getitimer(77) -> itimer_error [Errno 22] Invalid argument
# expect: signal.setitimer(77, 1) -> itimer_error [Errno 22] Invalid argument
# expect: signal.setitimer(signal.ITIMER_REAL, -1) -> itimer_error [Errno 22] Invalid argument
# expect: signal.setitimer(signal.ITIMER_REAL, 'x') -> TypeError
# expect: signal.sigwait(5) -> TypeError
# expect: signal.sigwait([1000]) -> ValueError signal number 1000 out of range [1; 64]
# expect: signal.sigwaitinfo([0]) -> ValueError signal number 0 out of range [1; 64]
# expect: signal.sigtimedwait([1], -1) -> ValueError timeout must be non-negative
# expect: signal.sigtimedwait([1], 'x') -> TypeError
# expect: signal.pthread_sigmask(77, [1]) -> OSError [Errno 22] Invalid argument
# expect: signal.pthread_sigmask(signal.SIG_BLOCK, 5) -> TypeError
# expect: signal.raise_signal(1000) -> OSError [Errno 22] Invalid argument
# expect: signal.valid_signals(1) -> TypeError
# expect: signal.sigpending(1) -> TypeError
# expect: signal.ItimerError is OSError -> False
# expect: signal.signal(signal.SIGUSR1, handler) -> ValueError signal only works in main thread of the main interpreter
# expect: signal.set_wakeup_fd(-1) -> ValueError set_wakeup_fd only works in main thread of the main interpreter
# expect: signal.getsignal(signal.SIGUSR1) is handler -> True
