# judged: clean
import itertools
import random
import threading

locks = [threading.Lock() for _ in range(6)]


def work(seed):
    for chosen in random.Random(seed).sample(list(itertools.combinations(range(6), 3)), 20):
        for n in chosen:
            locks[n].acquire()
        for n in chosen:
            locks[n].release()


threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
