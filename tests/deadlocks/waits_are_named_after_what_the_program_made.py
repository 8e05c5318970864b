# judged: deadlock
# says: nobody is left who could wake
# says: condition waits at .*\n\s+for the Condition made at \S+_made\.py:23\n
# says: condition over a lock waits at .*\n\s+for the Condition of the Lock made at \S+_made\.py:24\n
# says: event waits at .*\n\s+for the Event made at \S+_made\.py:25\n
# says: semaphore waits at .*\n\s+for the Semaphore made at \S+_made\.py:26\n
# says: barrier waits at .*\n\s+for the Barrier made at \S+_made\.py:27\n
# says: empty queue waits at .*\n\s+for the Queue made at \S+_made\.py:28\n
# says: full queue waits at .*\n\s+for the LifoQueue made at \S+_made\.py:29\n
# says: own queue waits at .*\n\s+for the OwnQueue made at \S+_made\.py:30\n
# says: simple queue waits at .*\n\s+for an item of the SimpleQueue made at \S+_made\.py:31\n
# says: future waits at .*\n\s+for the Future made at \S+_made\.py:32\n
# says: lock waits at .*\n\s+for the Lock made at \S+_made\.py:33 \(2nd\), which another thread would have to release
# says: MainThread waits at .*\n\s+for the end of condition\n
import concurrent.futures, queue, threading


class OwnQueue(queue.PriorityQueue):
    def __init__(self):
        super().__init__()


condition = threading.Condition()
over_lock = threading.Condition(threading.Lock())
event = threading.Event()
semaphore = threading.Semaphore(0)
barrier = threading.Barrier(100)
empty = queue.Queue()
full = queue.LifoQueue(maxsize=1)
own = OwnQueue()
simple = queue.SimpleQueue()
future = concurrent.futures.Future()
locks = [threading.Lock() for _ in range(3)]
full.put(None)


def wait_for(waited):
    with waited:
        waited.wait()


def twice(lock):
    lock.acquire()
    lock.acquire()


waits = {
    "condition": lambda: wait_for(condition),
    "condition over a lock": lambda: wait_for(over_lock),
    "event": event.wait,
    "semaphore": semaphore.acquire,
    "barrier": barrier.wait,
    "empty queue": empty.get,
    "full queue": lambda: full.put(None),
    "own queue": own.get,
    "simple queue": simple.get,
    "future": future.result,
    "lock": lambda: twice(locks[1]),
}
threads = [threading.Thread(target=wait, name=name) for name, wait in waits.items()]
for t in threads:
    t.start()
for t in threads:
    t.join()
