# fails: 67
# says: ab at \S+circle\.py:10 waits for the Lock made at \S+circle\.py:5 \(2nd\), which bc holds
import threading

a, b, c = (threading.Lock() for _ in "abc")


def go(first, second):
    with first:
        with second:
            pass


threads = [threading.Thread(target=go, args=locks, name=name) for name, locks in (("ab", (a, b)), ("bc", (b, c)), ("ca", (c, a)))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
