# judged: deadlock
# says: nobody is left who could wake
# says: worker waits at .*nobody_makes\.py:8, in <lambda>
import queue
import threading

for q in queue.Queue(), queue.SimpleQueue():
    t = threading.Thread(target=lambda: q.get(), name="worker")
    t.start()
    if isinstance(q, queue.Queue):
        q.put(None)
    t.join()
