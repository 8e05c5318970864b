import threading

r = threading.RLock()
seen = []
with r:
    with r:
        t = threading.Thread(target=lambda: seen.append(r.acquire(timeout=0.02)))
        t.start()
        t.join()
t = threading.Thread(target=lambda: seen.append(r.acquire(timeout=5)))
t.start()
t.join()
print(seen)

# expect: [False, True]
