import threading

lock = threading.Lock()
count = 0


def work():
    global count
    for _ in range(5000):
        with lock:
            count += 1


threads = [threading.Thread(target=work) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(count, lock.locked())

# expect: 20000 False
