# no race
# strict: the global instance
import threading

instance, lock = None, threading.Lock()


class Service:
    def __init__(self):
        self.users = ["root"]


def get():
    global instance
    if instance is None:
        with lock:
            if instance is None:
                instance = Service()
    return instance


def use():
    assert get().users[0] == "root"


threads = [threading.Thread(target=f) for f in (use, use)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
