# race: the attribute total of the Account made at access_after_the_lock_was_released.py:13
# says: holds no lock
# The thread changes the same attribute again and again under its lock, which nobody else takes, and once more without
# it. A pipe makes the other thread come last, and orders nothing for the detector.
import os
import threading


class Account:
    total = 0


account = Account()
account.total = 0
lock = threading.Lock()
wait, go = os.pipe()


def pay():
    for _ in range(100):
        with lock:
            account.total += 1
    account.total += 1
    os.write(go, b"x")


def look():
    os.read(wait, 1)
    with lock:
        return account.total


threads = [threading.Thread(target=f) for f in (pay, look)]
for t in threads:
    t.start()
for t in threads:
    t.join()
