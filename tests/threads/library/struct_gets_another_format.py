# A thread may give a Struct another format while others pack by it.
import struct
import threading
import warnings

warnings.simplefilter("ignore")
made = struct.Struct("<hh")
right = {struct.pack(format, 1, 2) for format in ("<hh", "<ii", "<qq", "<bb")}
wrong, done = [], threading.Event()


def pack():
    while not done.is_set():
        packed = made.pack(1, 2)
        if packed not in right:
            wrong.append(packed)


threads = [threading.Thread(target=pack) for _ in range(3)]
for thread in threads:
    thread.start()
for round in range(200):
    made.__init__(("<hh", "<ii", "<qq", "<bb")[round % 4])
done.set()
for thread in threads:
    thread.join()
print(wrong)

# expect: []
