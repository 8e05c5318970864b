# judged: clean
import threading

table, signal = threading.Lock(), threading.Lock()


def answer():
    with table:
        pass
    signal.release()


signal.acquire()
helper = threading.Thread(target=answer)
helper.start()
signal.acquire()  # waits for the answer: a signal, no mutex
with table:
    pass
helper.join()


def ask():
    with table:
        signal.release()
        signal.acquire()


helper = threading.Thread(target=ask)
helper.start()
helper.join()
