# What is left to the end of the program: finalizers, exit functions, open files, cycles, a daemon.
import atexit
import sys
import threading
import weakref


class Kept:
    def __init__(self):
        self.self = self
        self.names = {n: [n] for n in range(20)}

    def __del__(self):
        sys.stdout.write("")


kept = [Kept() for _ in range(10)]
sys.modules["made_up"] = kept[0]
weakref.finalize(kept[1], lambda: None)
atexit.register(kept.clear)
waits = threading.Event()
threading.Thread(target=waits.wait, daemon=True).start()
print("end")
