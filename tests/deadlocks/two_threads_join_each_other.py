# judged: deadlock
# says: 2 threads wait for each other in a circle
# says: for the end of one
# says: for the end of two
import threading

begin = threading.Event()
threads = {}


def join(name):
    begin.wait()
    threads[name].join()


threads["one"] = threading.Thread(target=join, args=("two",), name="one")
threads["two"] = threading.Thread(target=join, args=("one",), name="two")
for t in threads.values():
    t.start()
begin.set()
threads["one"].join()
