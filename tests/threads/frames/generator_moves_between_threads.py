import threading


def numbers():
    total = 0
    try:
        while True:
            total += yield total
    finally:
        closed.append(threading.current_thread().name)


closed, got = [], []
g = numbers()
next(g)
for n in range(1, 5):
    thread = threading.Thread(target=lambda: got.append(g.send(n)))
    thread.start()
    thread.join()
thread = threading.Thread(target=g.close, name="closer")
thread.start()
thread.join()
print(got, closed, next(g, "ended"))

# expect: [1, 3, 6, 10] ['closer'] ended
