# no race
# explore
import queue
import threading
import time

answers, notes = queue.Queue(), {}


def answer(i):
    notes[i] = i * i
    answers.put(i)


threads = [threading.Thread(target=answer, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
while answers.qsize() < 3:
    time.sleep(0.001)
assert sorted(notes.items()) == [(0, 0), (1, 1), (2, 4)]
for thread in threads:
    thread.join()
