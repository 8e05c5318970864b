# min-version: 3.13
import time


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


for name in ("monotonic", "perf_counter", "process_time", "thread_time", "time"):
    clock, in_ns, info = getattr(time, name), getattr(time, name + "_ns"), time.get_clock_info(name)
    first, second, third = in_ns(), clock(), in_ns()
    print(name, type(clock()).__name__, type(first).__name__, name == "time" or first / 1e9 <= second * (1 + 1e-9) <= third / 1e9 * (1 + 2e-9) + 1e-6)
    print("   ", info.implementation, info.monotonic, info.adjustable, 0 < info.resolution <= 0.02)

before = time.process_time(), time.thread_time()
while time.process_time() < before[0] + 0.01 or time.thread_time() < before[1] + 0.01:
    pass
print(type(time.process_time_ns()).__name__, type(time.thread_time_ns()).__name__)
print(abs(time.clock_gettime_ns(time.CLOCK_REALTIME) - time.time_ns()) < 10**14, time.clock_gettime(time.CLOCK_MONOTONIC) <= time.monotonic(), 0 < time.clock_getres(time.CLOCK_MONOTONIC) <= 0.02)
print(type(time.clock_gettime(time.CLOCK_REALTIME)).__name__, type(time.clock_gettime_ns(time.CLOCK_PROCESS_CPUTIME_ID)).__name__, type(time.clock_getres(time.CLOCK_REALTIME)).__name__)
for source in ("time.clock_gettime(1000)", "time.clock_gettime('x')", "time.clock_gettime_ns(1000)", "time.clock_gettime_ns()", "time.clock_getres(1000)", "time.clock_getres(1.5)",
               "time.clock_settime(1000, 0)", "time.clock_settime(time.CLOCK_MONOTONIC, 'x')", "time.clock_settime_ns(1000, 0)", "time.clock_settime_ns(time.CLOCK_REALTIME, 1.5)",
               "time.clock_settime(time.CLOCK_REALTIME, float('nan'))", "time.get_clock_info('nothing')", "time.get_clock_info(5)", "time.monotonic_ns(1)", "time.perf_counter(x=1)",
               "time.thread_time(1)", "time.process_time(1)"):
    show(source)
# Only what cannot be set at all: nothing here must change the machine's clock.
for call in (lambda: time.clock_settime(time.CLOCK_MONOTONIC, 1), lambda: time.clock_settime_ns(time.CLOCK_PROCESS_CPUTIME_ID, 1)):
    try:
        call()
    except OSError as error:
        print(type(error) in (OSError, PermissionError))

# expect: monotonic float int True
# expect:     clock_gettime(CLOCK_MONOTONIC) True False True
# expect: perf_counter float int True
# expect:     clock_gettime(CLOCK_MONOTONIC) True False True
# expect: process_time float int True
# expect:     clock_gettime(CLOCK_PROCESS_CPUTIME_ID) True False True
# expect: thread_time float int True
# expect:     clock_gettime(CLOCK_THREAD_CPUTIME_ID) True False True
# expect: time float int True
# expect:     clock_gettime(CLOCK_REALTIME) False True True
# expect: int int
# expect: True True True
# expect: float int float
# expect: time.clock_gettime(1000) -> OSError [Errno 22] Invalid argument
# expect: time.clock_gettime('x') -> TypeError
# expect: time.clock_gettime_ns(1000) -> OSError [Errno 22] Invalid argument
# expect: time.clock_gettime_ns() -> TypeError
# expect: time.clock_getres(1000) -> OSError [Errno 22] Invalid argument
# expect: time.clock_getres(1.5) -> TypeError
# expect: time.clock_settime(1000, 0) -> OSError [Errno 22] Invalid argument
# expect: time.clock_settime(time.CLOCK_MONOTONIC, 'x') -> TypeError
# expect: time.clock_settime_ns(1000, 0) -> OSError [Errno 22] Invalid argument
# expect: time.clock_settime_ns(time.CLOCK_REALTIME, 1.5) -> TypeError
# expect: time.clock_settime(time.CLOCK_REALTIME, float('nan')) -> ValueError Invalid value NaN (not a number)
# expect: time.get_clock_info('nothing') -> ValueError unknown clock
# expect: time.get_clock_info(5) -> TypeError
# expect: time.monotonic_ns(1) -> TypeError
# expect: time.perf_counter(x=1) -> TypeError
# expect: time.thread_time(1) -> TypeError
# expect: time.process_time(1) -> TypeError
# expect: True
# expect: True
