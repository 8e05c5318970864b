# judged: clean
import queue
import threading

q = queue.Queue()
for _ in range(3):
    threading.Thread(target=q.get, daemon=True).start()
print("ok")
