# judged: clean
import threading


class Account:
    def __init__(self):
        self.lock = threading.Lock()


def transfer(source, target):
    with source.lock, target.lock:
        pass


# All locks are made at one line and taken at one line, but no two of them in both orders.
accounts = [Account() for _ in range(6)]
threads = [threading.Thread(target=transfer, args=(accounts[n], accounts[n + 1])) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
