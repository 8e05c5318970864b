import threading

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01), lock.release(), lock.locked())
try:
    lock.release()
except RuntimeError as error:
    print(error)
for call in (lambda: lock.acquire(False, 1),):
    try:
        call()
    except ValueError as error:
        print(error)
r = threading.RLock()
print(r.acquire(), r.acquire(), r.release(), r.release())
try:
    r.release()
except RuntimeError as error:
    print(error)

# expect: True True False False None False
# expect: release unlocked lock
# expect: can't specify a timeout for a non-blocking call
# expect: True True None None
# expect: cannot release un-acquired lock
