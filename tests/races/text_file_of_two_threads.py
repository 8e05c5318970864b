# race: the _io.TextIOWrapper made at text_file_of_two_threads.py:6
# explore
import os
import threading

file = open(os.devnull, "w", encoding="utf-8")


def work():
    for _ in range(3):
        file.write("a line\n")


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
file.close()
