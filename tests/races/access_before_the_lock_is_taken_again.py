# race: the global total
# One thread has the lock for itself many times, and changes the global only between two of these times. The other one
# takes the lock once, so that some changes come before what it does; those that come later do not.
import os
import threading

total = 0
lock = threading.Lock()
wait_for_one, one = os.pipe()
wait_for_two, two = os.pipe()


def first():
    global total
    for _ in range(100):
        with lock:
            pass
        total += 1
    os.write(one, b"x")
    os.read(wait_for_two, 1)


def second():
    os.read(wait_for_one, 1)
    with lock:
        pass
    print(total)
    os.write(two, b"x")


threads = [threading.Thread(target=f) for f in (first, second)]
for t in threads:
    t.start()
for t in threads:
    t.join()
