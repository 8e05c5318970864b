# Threads and extensions: what one thread has kept in C, others use; locks of C; threads of C that call Python.
import gc
import os
import subprocess
import sys
import threading
import warnings
import threads as c

# The first thread beside the main one is a thread of C, which comes while the main thread waits, or runs Python code.
seen = []
c.call_in_thread(seen.append)
print(seen, threading.active_count())
program = """
import threads
seen, kept = [], {}
def note(i):
    kept[i] = [str(i)]
    seen.append(i)
threads.call_beside(note)
while len(seen) < 3: kept["main"] = [len(kept), {}]
print(seen, sorted(kept, key=str))
"""
outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
print(outcome.stdout.strip(), outcome.returncode, outcome.stderr)


def in_threads(count, target):
    workers = [threading.Thread(target=target, args=(n,)) for n in range(count)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


# A list that no other thread can find but through C.
c.keep([])
in_threads(4, lambda n: [c.append((n, i)) for i in range(500)])
print(len(c.get()), sorted(c.get()) == [(n, i) for n in range(4) for i in range(500)])


# The keeper is another thread each time, and has ended when the list is used.
for turn in range(20):
    in_threads(1, lambda n: c.keep([{"turn": turn, "parts": [[], str(turn) * 3]}]))
    in_threads(2, lambda n: [c.append(i) for i in range(50)])
    if len(c.get()) != 101 or c.get()[0] != {"turn": turn, "parts": [[], str(turn) * 3]}:
        print("lost", turn, c.get())

c.keep(object())
in_threads(4, lambda n: c.count(2000))
print(c.count(0))

a, b = [1], [2]
in_threads(4, lambda n: [c.swap(a, b) if n % 2 else c.swap(b, a) for i in range(500)])
print(sorted(a + b))
in_threads(4, lambda n: c.spin(200000))
seen = []
c.call_in_thread(seen.append)
print(seen)
c.call_in_thread(lambda i: seen.append(threading.current_thread() is threading.main_thread()))
print(seen)

# A thread that waits holds no section: whoever has the lock may enter what another thread has been in while it waits for that lock.
lock = threading.Lock()
total = 0


def count_with_lock():
    global total
    with lock:
        total += 1


def lock_then_section(*objects):
    with lock:
        c.call_locked(lambda: None, *objects)


ways = [
    lambda: lock_then_section(a),
    lambda: lock_then_section(b, a),
    lambda: c.call_locked(count_with_lock, a),
    lambda: c.call_locked(count_with_lock, a, b),
    lambda: c.call_locked(lambda: c.call_locked(count_with_lock, a, b), a),
    lambda: c.call_locked(lambda: c.call_locked(count_with_lock, a), b, a),
]
in_threads(6, lambda n: [ways[n]() for i in range(300)])
print(total)

# Pauses stop threads inside of sections, which go on with them.
nested = lambda: c.call_locked(lambda: sum([i for i in range(2000)]), b)
in_threads(4, lambda n: [gc.collect() if n == 0 else c.call_locked(nested, a) for i in range(60)])
print("collected")


# In a fork's child no other thread is in a section any more; the one that forks still is.
def stay_inside():
    inside.set()
    while not over:
        pass


def fork(in_child):
    child = os.fork()
    if child == 0:
        in_child()
        os._exit(0)
    return os.waitpid(child, 0)[1]


inside, over = threading.Event(), []
stayer = threading.Thread(target=c.call_locked, args=(stay_inside, a, b))
stayer.start()
inside.wait()
warnings.simplefilter("ignore", DeprecationWarning)
print(fork(lambda: c.call_locked(int, a)), fork(lambda: c.call_locked(int, b, a)), fork(lambda: c.call_locked(int, [3])))
over.append(True)
stayer.join()
print(*[c.call_locked(lambda: fork(lambda: c.call_locked(int, other)), a) for other in (a, b)])

# expect: [0, 1, 2] 1
# expect: [0, 1, 2] [0, 1, 2, 'main'] 0 
# expect: 2000 True
# expect: (8000, 8000)
# expect: [1, 2]
# expect: [0, 1, 2]
# expect: [0, 1, 2, False, False, False]
# expect: 1200
# expect: collected
# expect: 0 0 0
# expect: 0 0
