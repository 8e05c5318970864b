# judged: order
# says: Lock order: 2 threads took 2 locks in a circle
# says: waiter took the Lock made at \S+back\.py:6 at \S+:12, in wait\n  \|       and then the RLock made at \S+back\.py:5
import threading
inner = threading.RLock()
outer = threading.Lock()
ready = threading.Condition(inner)
begun = threading.Event()
def wait():
    global done
    ready.acquire()
    with outer:  # the thread waits without `inner`, and takes it back with `outer` held
        begun.set()
        while not done:
            ready.wait()
    ready.release()
    waited.set()


done = False
waited = threading.Event()
waiter = threading.Thread(target=wait, name="waiter")
waiter.start()
begun.wait()
with ready:
    done = True
    ready.notify()


def take():
    waited.wait()
    with inner, outer:
        pass


taker = threading.Thread(target=take)
taker.start()
taker.join()
waiter.join()
