# judged: clean
import threading
import time

gate = threading.Lock()
gate.acquire()


def open_gate():
    time.sleep(0.1)
    gate.release()


for _ in range(2):
    threading.Thread(target=open_gate).start()
    gate.acquire()  # held by this thread itself, and still no deadlock
print("ok")
