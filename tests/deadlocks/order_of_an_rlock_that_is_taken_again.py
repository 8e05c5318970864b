# judged: clean
import threading

outer, inner = threading.RLock(), threading.Lock()


def work():
    for _ in range(100):
        with outer, inner, outer:  # the second time it does not wait
            pass


threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
