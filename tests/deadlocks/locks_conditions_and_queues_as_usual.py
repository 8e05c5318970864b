# judged: clean
import concurrent.futures
import queue
import threading

lock, rlock, condition, numbers = threading.Lock(), threading.RLock(), threading.Condition(), queue.Queue(3)
total = 0


def produce():
    for i in range(200):
        numbers.put(i)
    numbers.put(None)
def consume():
    global total
    while (n := numbers.get()) is not None:
        with lock, rlock, rlock:
            total += n
def ping_pong(mine, turns):
    for _ in range(50):
        with condition:
            while turns[0] != mine:
                condition.wait()
            turns[0] = 1 - mine
            condition.notify_all()


turns = [0]
threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
threads += [threading.Thread(target=ping_pong, args=(n, turns)) for n in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
with concurrent.futures.ThreadPoolExecutor(3) as pool:
    squares = list(pool.map(lambda n: n * n, range(50)))
assert total == 199 * 100 and squares[7] == 49
print("ok")
