# judged: order
# says: Lock order: 2 threads took 2 locks in a circle
import concurrent.futures, threading

a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)  # so that each task has a thread of its own
first_is_done = threading.Event()


def first():
    both.wait()
    with a, b:
        first_is_done.set()


def second():
    both.wait()
    first_is_done.wait()
    with b, a:
        pass


with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for task in [pool.submit(first), pool.submit(second)]:
        task.result()
