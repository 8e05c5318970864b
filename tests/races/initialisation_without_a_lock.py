# race: the global instance
import threading

instance = None


def get():
    global instance
    if instance is None:
        instance = object()
    return instance


threads = [threading.Thread(target=f) for f in (get, get)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
