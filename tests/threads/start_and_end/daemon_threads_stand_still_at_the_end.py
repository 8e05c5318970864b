# Daemon threads do not run beside the finalizers at the end of the program, even if one of those waits.
import threading
import time


class AtEnd:
    def __init__(self, box, sleep):
        self.box = box
        self.sleep = sleep

    def __del__(self):
        first = self.box[0]
        self.sleep(0.05)
        if self.box[0] != first:
            print("a daemon thread ran")


box = [0]
started = threading.Event()


def spin(box):
    started.set()
    while True:
        box[0] += 1


threading.Thread(target=spin, args=(box,), daemon=True).start()
started.wait()
at_end = AtEnd(box, time.sleep)
print("end")

# expect: end
