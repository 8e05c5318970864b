# judged: clean
import threading

a, b = threading.Lock(), threading.Lock()


def first():
    with a, b:
        pass


def second():
    t = threading.Thread(target=first)
    t.start()
    t.join()


def third():
    second_thread.join()
    with b, a:
        pass


second_thread = threading.Thread(target=second)
third_thread = threading.Thread(target=third)
second_thread.start()
third_thread.start()
third_thread.join()
