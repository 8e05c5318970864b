# race: the global notes
# explore
# The consumer gets the item of the first producer. That orders nothing with the second one.
import queue
import threading
import time

jobs, notes = queue.Queue(), ""


def first():
    jobs.put("first")


def second():
    global notes
    notes = "second"
    jobs.put("second")


def consume():
    time.sleep(0.2)
    if jobs.get() == "first":
        print(notes)


producers = [threading.Thread(target=f) for f in (first, second)]
consumer = threading.Thread(target=consume)
consumer.start()
producers[0].start()
time.sleep(0.05)
producers[1].start()
for thread in [*producers, consumer]:
    thread.join()
