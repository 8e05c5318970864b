import threading

results = [None] * 4


def work(i):
    results[i] = sum(range(i * 1000))


threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(results, [t.is_alive() for t in threads])

# expect: [0, 499500, 1999000, 4498500] [False, False, False, False]
