import threading
import time

ready = threading.Event()


def forever():
    ready.set()
    while True:
        time.sleep(0.001)


t = threading.Thread(target=forever, daemon=True)
t.start()
ready.wait()
print(t.daemon, t.is_alive(), threading.current_thread().daemon)

# expect: True True False
