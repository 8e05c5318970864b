# judged: clean
import ctypes
import queue
import threading


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def release_all():
    for lock in iter(handed_over.get, None):
        lock.release()
        done.release()


# Takes new locks, which the helper releases.
def hand_over(count):
    for _ in range(count):
        lock = threading.Lock()
        lock.acquire()
        handed_over.put(lock)
        done.acquire()


handed_over, done = queue.SimpleQueue(), threading.Lock()
done.acquire()
helper = threading.Thread(target=release_all)
helper.start()
hand_over(5_000)
before = resident()
hand_over(40_000)
grown = resident() - before
keeps_freed_memory = hasattr(ctypes.CDLL(None), "__asan_init")  # AddressSanitizer puts it aside
assert keeps_freed_memory or grown < 3_000_000, grown
handed_over.put(None)
helper.join()
