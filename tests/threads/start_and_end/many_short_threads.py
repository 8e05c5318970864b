import threading

count = 0
lock = threading.Lock()


def work():
    global count
    with lock:
        count += 1


for _ in range(20):
    threads = [threading.Thread(target=work) for _ in range(10)]
    [t.start() for t in threads]
    [t.join() for t in threads]
print(count, threading.active_count())

# expect: 200 1
