# min-version: 3.13
import os
import time

fd = os.timerfd_create(time.CLOCK_MONOTONIC)
print(os.get_inheritable(fd), os.timerfd_gettime(fd), os.timerfd_gettime_ns(fd))
print(os.timerfd_settime(fd, initial=3600, interval=0.25))
left, interval = os.timerfd_gettime(fd)
print(3000 < left <= 3600, interval, os.timerfd_settime_ns(fd, initial=1000, interval=0)[1])
print(int.from_bytes(os.read(fd, 8), "little"))
print(os.timerfd_settime(fd, initial=1.5)[0], os.timerfd_settime_ns(fd, flags=os.TFD_TIMER_ABSTIME, initial=1)[1])
print(int.from_bytes(os.read(fd, 8), "little"))
os.close(fd)
quick = os.timerfd_create(time.CLOCK_REALTIME, flags=os.TFD_NONBLOCK)


def refused(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except (OSError, TypeError, ValueError) as e:
        return f"{type(e).__name__}: {e}"


print(os.get_inheritable(quick), refused(os.read, quick, 8))
print(refused(os.timerfd_create, 999), refused(os.timerfd_gettime, fd), refused(os.timerfd_settime, quick, initial=-1))
print(refused(os.timerfd_settime_ns, quick, initial="1"), refused(os.timerfd_gettime, -1))
os.close(quick)

# expect: False (0.0, 0.0) (0, 0)
# expect: (0.0, 0.0)
# expect: True 0.25 250000000
# expect: 1
# expect: 0.0 0
# expect: 1
# expect: False BlockingIOError: [Errno 11] Resource temporarily unavailable
# expect: OSError: [Errno 22] Invalid argument (0.0, 0.0) OSError: [Errno 22] Invalid argument
# expect: TypeError: 'str' object cannot be interpreted as an integer ValueError: file descriptor cannot be a negative integer (-1)
