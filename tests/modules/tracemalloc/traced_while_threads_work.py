# Tracing starts and stops, and snapshots are taken, while other threads allocate, and beside tracing of lines, forks and collections.
import gc
import os
import sys
import threading
import tracemalloc

stop = False
errors = []


def work():
    try:
        while not stop:
            kept = {i: [str(i), bytearray(i * 20), (i,)] for i in range(100)}
            kept["self"] = kept
            queue.append(kept)
            queue[:-5] = []
    except Exception as error:
        errors.append(error)


queue = []
threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
seen = 0
for round in range(15):
    tracemalloc.start(1 + round % 4)
    if round % 3 == 0:
        sys.settrace(lambda *event: None)
    data = [[i] for i in range(500)]
    if tracemalloc.get_object_traceback(data[3]) is not None:
        seen += 1
    sys.settrace(None)
    len(tracemalloc.take_snapshot().statistics("filename")) and gc.collect()
    if round % 5 == 0:
        pid = os.fork()
        if pid == 0:
            data = [bytes(i) for i in range(2000)]
            os._exit(0 if tracemalloc.get_object_traceback(data[5]) else 1)
        if os.waitpid(pid, 0)[1] != 0:
            errors.append("child")
    if round % 2:
        tracemalloc.stop()
    else:
        tracemalloc.clear_traces()
tracemalloc.stop()
stop = True
for thread in threads:
    thread.join()
print(errors, seen > 8)

# expect: [] True
