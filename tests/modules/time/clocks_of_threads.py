# min-version: 3.13
import threading
import time

clock = time.pthread_getcpuclockid(threading.get_ident())
print(type(clock), time.clock_gettime(clock) > 0)

for daemon in False, True:
    held = threading.Event()
    thread = threading.Thread(target=held.wait, daemon=daemon)
    thread.start()
    print(time.clock_gettime(time.pthread_getcpuclockid(thread.ident)) >= 0)
    held.set()
    thread.join()
    try:
        time.pthread_getcpuclockid(thread.ident)
    except OSError as error:
        print(repr(error))

# expect: <class 'int'> True
# expect: True
# expect: ProcessLookupError(3, 'No such process')
# expect: True
# expect: ProcessLookupError(3, 'No such process')
