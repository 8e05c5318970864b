# Trace functions belong to threads; those that have none are not disturbed.
import sys
import threading

events = {}


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


def tracer(frame, event, arg):
    if frame.f_code is work.__code__:
        name = threading.current_thread().name
        events[name, event] = events.get((name, event), 0) + 1
        return tracer


def traced(n):
    sys.settrace(tracer)
    work(n)
    sys.settrace(None)


def untraced(n):
    work(n)


threads = [threading.Thread(target=traced, args=(10 * i,), name=f"t{i}") for i in range(3)]
threads += [threading.Thread(target=untraced, args=(1000,), name=f"u{i}") for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for key in sorted(events):
    print(*key, events[key])

events.clear()
threading.settrace(tracer)
thread = threading.Thread(target=work, args=(3,), name="hooked")
thread.start()
thread.join()
threading.settrace(None)
print(sorted(events))
print(sys.gettrace())

# expect: t0 call 1
# expect: t0 line 3
# expect: t0 return 1
# expect: t1 call 1
# expect: t1 line 23
# expect: t1 return 1
# expect: t2 call 1
# expect: t2 line 43
# expect: t2 return 1
# expect: [('hooked', 'call'), ('hooked', 'line'), ('hooked', 'return')]
# expect: None
