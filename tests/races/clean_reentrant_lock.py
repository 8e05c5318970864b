# no race
import threading


class Account:
    def __init__(self):
        self.lock = threading.RLock()
        self.balance = 0

    def deposit(self):
        with self.lock:
            self.set(self.balance + 1)

    def set(self, balance):
        with self.lock:
            self.balance = balance


account = Account()


threads = [threading.Thread(target=f) for f in (account.deposit, account.deposit)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
