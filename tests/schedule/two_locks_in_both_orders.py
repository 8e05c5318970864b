# fails: 67
# says: waits for the Lock made at \S+both_orders\.py:7, which
# says: waits for the Lock made at \S+both_orders\.py:7 \(2nd\), which
# One thread takes A, then B; the other one B, then A.
import threading

a, b = threading.Lock(), threading.Lock()


def forwards():
    with a:
        with b:
            pass


def backwards():
    with b:
        with a:
            pass


threads = [threading.Thread(target=forwards), threading.Thread(target=backwards)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
