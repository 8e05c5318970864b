# The module is first imported by a thread that is not the only one.
import threading
def first():
    global struct
    import _struct as struct
    struct.calcsize("i")
t = threading.Thread(target=first)
t.start()
t.join()
bad = []
def work(k):
    for n in range(20000):
        count = (n * k) % 151
        if struct.calcsize("%dhx" % count) != 2 * count + 1: bad.append(n)
        if n % 1000 == 0: struct._clearcache()
threads = [threading.Thread(target=work, args=(k,)) for k in (1, 7, 11, 13)]
for t in threads: t.start()
for t in threads: t.join()
print(bad)

# expect: []
