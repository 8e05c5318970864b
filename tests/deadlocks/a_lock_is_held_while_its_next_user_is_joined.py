# judged: deadlock
# says: 2 threads wait for each other in a circle
# says: MainThread waits at .*is_joined\.py:17, in <module>\n.*for the end of worker
# says: worker waits at .*is_joined\.py:10, in work\n.*which MainThread took at .*is_joined\.py:15
import threading

lock = threading.Lock()

def work():
    with lock:
        pass

t = threading.Thread(target=work, name="worker")

with lock:
    t.start()
    t.join()
