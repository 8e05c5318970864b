# no race
# explore
# Who has put the token in works alone until it takes it out: a get() lets the next put() through.
import queue
import threading

place, total = queue.Queue(1), 0


def work():
    global total
    for _ in range(20):
        place.put("token")
        total += 1
        place.get()


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert total == 60
