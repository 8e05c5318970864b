# Classes that several threads make ready at once, also a base beside a class that derives from it.
import threading

import first_use

barrier, names = threading.Barrier(4), []


def first(n):
    for i in range(0, 400, 2):
        barrier.wait()
        names.append(first_use.make(i + (n & 1)).name())


threads = [threading.Thread(target=first, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(names), set(names))

# expect: 800 {'first_use.Lazy'}
