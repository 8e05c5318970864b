# judged: order
# says: MainThread took the Lock made at \S+worker\.py:6
# says: worker took the Lock made at \S+worker\.py:7
import threading

a = threading.Lock()
b = threading.Lock()
main_is_done = threading.Event()


def work():
    main_is_done.wait()
    with b, a:
        pass


worker = threading.Thread(target=work, name="worker")
worker.start()
with a, b:
    pass
main_is_done.set()
worker.join()
