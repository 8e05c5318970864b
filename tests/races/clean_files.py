# no race
# explore
# A buffered file has a lock of its own, and so has standard output.
import os
import threading

binary, text, lock = open(os.devnull, "wb"), open(os.devnull, "w", encoding="utf-8"), threading.Lock()


def work():
    for n in range(3):
        binary.write(b"a line\n")
        print("a line")
        with lock:
            text.write("a line\n")
            print("another one", file=text)


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
binary.close()
text.close()
