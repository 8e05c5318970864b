# race: the zip made at pairs_of_two_threads.py:5
# explore
import threading

pairs = zip(range(10), "abcdefghij")


def work():
    for number, letter in pairs:
        print(number, letter)


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
