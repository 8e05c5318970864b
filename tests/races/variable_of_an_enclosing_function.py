# race: the variable n of an enclosing function
import threading


def main():
    n = 0

    def add():
        nonlocal n
        for _ in range(10):
            n += 1

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


main()
