import os
import signal

seen = []
signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(signal.Signals(number).name))
signal.raise_signal(signal.SIGUSR1)
print(seen)
descriptor = os.pidfd_open(os.getpid())
signal.pidfd_send_signal(descriptor, signal.SIGUSR1)
print(seen)
signal.signal(signal.SIGUSR1, signal.default_int_handler)
try:
    signal.pidfd_send_signal(descriptor, signal.SIGUSR1)
    print("not reached")
except KeyboardInterrupt:
    print("interrupted")

# expect: ['SIGUSR1']
# expect: ['SIGUSR1', 'SIGUSR1']
# expect: interrupted
